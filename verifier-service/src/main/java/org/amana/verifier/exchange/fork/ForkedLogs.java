package org.amana.verifier.exchange.fork;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogIdentity;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedLedger;
import org.amana.core.witness.ForkProof;
import org.amana.support.ledger.Ledgers;
import org.amana.support.trust.TrustListSource;
import org.amana.verifier.exchange.order.OrderProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Logs that showed two histories. The node's ledger holds the proofs; each is checked here against the keys in the trust
 * list, so that neither it nor anybody between can silence a source. A log that is proven forked stays so: a source goes
 * on when the trust list names another ledger for it.
 */
@Service
public class ForkedLogs {
    private static final Logger LOG = LoggerFactory.getLogger(ForkedLogs.class);
    private final JdbcClient jdbc;
    private final Ledgers ledgers;
    private final TrustListSource trust;
    private final Clock clock;

    ForkedLogs(JdbcClient jdbc, Ledgers ledgers, TrustListSource trust, Clock clock) {
        this.jdbc = jdbc;
        this.ledgers = ledgers;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * A log that is not believed any more.
     *
     * @param id SHA-256 of its name in hex, the last part of the proof's address
     */
    public record Fork(String log, String id, Instant foundAt) {}

    /** True when the log of that name is proven to have shown two histories. */
    public boolean isForked(String log) {
        return jdbc.sql("select exists (select 1 from forked_log where log = :log)")
                .param("log", log)
                .query(Boolean.class)
                .single();
    }

    /**
     * True when consents about that source are in such a log.
     *
     * @throws ProblemException while there is no trust list
     */
    public boolean isForkedFor(String source) {
        return trust.current()
                .keeperOf(source)
                .map(keeper -> keeper.log().origin())
                .filter(this::isForked)
                .isPresent();
    }

    /**
     * Nothing is opened with a source without a ledger, or with one that showed two histories.
     *
     * @throws ProblemException {@link OrderProblem.UnknownLedger}, {@link OrderProblem.LogForked}; while there is no
     *         trust list
     */
    public void requireKeeper(String source) {
        TrustedLedger keeper = trust.current()
                .keeperOf(source)
                .orElseThrow(() -> new ProblemException(new OrderProblem.UnknownLedger()));
        if (isForked(keeper.log().origin()))
            throw new ProblemException(new OrderProblem.LogForked());
    }

    /** Every one, the newest alarm first. */
    public List<Fork> all() {
        return jdbc.sql("select log, found_at from forked_log order by found_at desc, log")
                .query((row, number) -> new Fork(row.getString(1), LogIdentity.originHash(row.getString(1)),
                        row.getTimestamp(2).toInstant()))
                .list();
    }

    /** The JSON form of the proof, for {@code amana-ledger fork}. */
    public Optional<String> proof(String id) {
        return all().stream()
                .filter(fork -> fork.id().equals(id))
                .findFirst()
                .map(fork -> jdbc.sql("select proof from forked_log where log = :log")
                        .param("log", fork.log())
                        .query(String.class)
                        .single());
    }

    /** Asks the node's ledger about every log in the trust list, whoever showed it what. */
    @Scheduled(fixedDelayString = "${amana.verifier.exchange.forks-every:PT30S}")
    public void look() {
        List<TrustedLedger> listed;
        try {
            listed = trust.current().ledgers();
        } catch (ProblemException e) {
            LOG.debug("whether a log forked is asked again later: {}", e.problem().code());
            return;
        }
        for (TrustedLedger ledger : listed) {
            try {
                look(ledger.log());
            } catch (ProblemException e) {
                // what is said of one log keeps no other from being looked at
                LOG.debug("whether {} forked is asked again later: {}", ledger.log().origin(), e.problem().code());
            }
        }
    }

    /** Takes the proof against that log over, if the node's ledger holds one that proves it. */
    void look(LogIdentity log) {
        if (isForked(log.origin()))
            return;
        Optional<ForkProof> held = ledgers.home().forkProof(log.origin());
        if (held.isEmpty())
            return;
        if (!proves(held.get(), log)) {
            LOG.warn("the ledger holds a proof against {} that proves nothing of the log in the trust list",
                    log.origin());
            return;
        }
        int kept = jdbc
                .sql("insert into forked_log (log, proof, found_at) values (:log, :proof, :now) on conflict do nothing")
                .param("log", log.origin())
                .param("proof", StrictJson.write(held.get().toJson()))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (kept == 1)
            LOG.error("ALARM: the log {} showed two histories; nothing is fetched from its sources any more, the proof"
                    + " is on the page of the data protection officer", log.origin());
    }

    private static boolean proves(ForkProof proof, LogIdentity log) {
        try {
            return proof.proves(log);
        } catch (ProblemException e) {
            return false;
        }
    }
}
