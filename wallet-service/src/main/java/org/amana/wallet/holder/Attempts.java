package org.amana.wallet.holder;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amana.core.problem.ProblemException;
import org.amana.support.web.ClientAddress;
import org.amana.wallet.vault.HolderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts tries in PostgreSQL, so that the count holds over restarts, instances and parallel requests: a try is charged
 * before it is judged and given back when it was right. What is paused is always an address (for one wallet, or for
 * all), never a wallet, but for codes, which only who opened a wallet can bring: nobody can lock another person out by guessing, and a wallet id of 128 random bits leaves a
 * spread-out guesser nothing to aim at.
 */
@Component
class Attempts {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration MEMORY = Duration.ofHours(1);

    /** Not paused. The time of this try would pause another that read its clock earlier and came second. */
    private static final Instant NEVER = Instant.EPOCH;

    private final JdbcClient jdbc;
    private final AddressKey names;
    private final HolderSettings settings;
    private final Clock clock;

    Attempts(JdbcClient jdbc, AddressKey names, HolderSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.names = names;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Charges one try of a wallet's passphrase.
     *
     * @throws ProblemException {@link HolderProblem.TooManyTries} while this address is paused
     */
    void admit(HolderId holder, ClientAddress address) {
        charge(any(address), settings.triesPerAddress());
        charge(pair(holder, address), settings.tries());
    }

    /** Gives the last try back; for the address as a whole only that one, or one right wallet would reset the count. */
    void wasRight(HolderId holder, ClientAddress address) {
        jdbc.sql("DELETE FROM attempt WHERE subject = :subject").param("subject", pair(holder, address)).update();
        jdbc.sql("UPDATE attempt SET failures = failures - 1 WHERE subject = :subject")
                .param("subject", any(address))
                .update();
    }

    /** @throws ProblemException {@link HolderProblem.TooManyTries} when this address made too many wallets this hour */
    void admitSignUp(ClientAddress address) {
        charge(names.name("sign-up", address.value()), settings.signUpsPerAddress());
    }

    /** As {@link #admit}, of codes that an office said. */
    void admitCode(HolderId holder, ClientAddress address) {
        charge(names.name("code", address.value()), settings.triesPerAddress());
        charge(names.name("code-of", holder.value().toString()), settings.tries());
    }

    /** The last try, no more: one right code would else buy a guesser a fresh count. */
    void codeWasRight(HolderId holder, ClientAddress address) {
        for (byte[] subject : List.of(names.name("code", address.value()),
                names.name("code-of", holder.value().toString()))) {
            giveBack(subject);
        }
    }

    private void giveBack(byte[] subject) {
        jdbc.sql("UPDATE attempt SET failures = failures - 1, blocked_until = :never WHERE subject = :subject")
                .param("never", at(NEVER))
                .param("subject", subject)
                .update();
    }

    /** As {@link #admit}, of messages to an inbox. */
    void admitMessage(ClientAddress address, int allowed) {
        charge(names.name("inbox", address.value()), allowed);
    }

    /** The last one, no more: who writes to a right address would else buy guesses by it. */
    void messageWasRight(ClientAddress address) {
        giveBack(names.name("inbox", address.value()));
    }

    @Scheduled(fixedDelayString = "PT10M")
    void forgetOld() {
        jdbc.sql("DELETE FROM attempt WHERE last_failure < :then AND blocked_until < :now")
                .param("then", at(clock.instant().minus(MEMORY)))
                .param("now", at(clock.instant()))
                .update();
    }

    private void charge(byte[] subject, int allowed) {
        Instant now = clock.instant();
        boolean admitted = jdbc.sql("""
                INSERT INTO attempt AS known (subject, failures, last_failure, blocked_until)
                VALUES (:subject, 1, :now, :never)
                ON CONFLICT (subject) DO UPDATE SET
                    failures = CASE WHEN known.last_failure < :forgotten THEN 1 ELSE known.failures + 1 END,
                    blocked_until = CASE WHEN known.last_failure >= :forgotten AND known.failures + 1 >= :allowed
                        THEN CAST(:now AS timestamptz) + make_interval(secs =>
                            least(:pause * power(2, least(known.failures + 1 - :allowed, 20)), :longest))
                        ELSE :never END,
                    last_failure = :now
                WHERE known.blocked_until <= :now
                """)
                .param("subject", subject)
                .param("now", at(now))
                .param("never", at(NEVER))
                .param("forgotten", at(now.minus(MEMORY)))
                .param("allowed", allowed)
                .param("pause", (double) settings.pause().toSeconds())
                .param("longest", (double) LONGEST_PAUSE.toSeconds())
                .update() == 1;
        if (!admitted) {
            throw new ProblemException(new HolderProblem.TooManyTries(pauseLeft(subject, now)));
        }
    }

    private long pauseLeft(byte[] subject, Instant now) {
        return jdbc.sql("SELECT blocked_until FROM attempt WHERE subject = :subject")
                .param("subject", subject)
                .query(Timestamp.class)
                .optional()
                .map(until -> Math.max(1, Duration.between(now, until.toInstant()).toSeconds() + 1))
                .orElse(1L);
    }

    private byte[] pair(HolderId holder, ClientAddress address) {
        return names.name("unlock", holder.value().toString(), address.value());
    }

    private byte[] any(ClientAddress address) {
        return names.name("unlock", address.value());
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}
