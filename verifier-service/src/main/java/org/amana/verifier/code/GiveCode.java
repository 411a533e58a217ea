package org.amana.verifier.code;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.RequestCode;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.CheckFetches;
import org.amana.verifier.request.Token;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a code for an open question when somebody of the staff asks for one: no code is there to be guessed unasked. */
@Service
public class GiveCode {
    private static final Duration SHOWN_FOR = Duration.ofDays(1);
    private final RequestCodes codes;
    private final CodeSecrets secrets;
    private final CheckFetches fetches;
    private final CodeProperties properties;
    private final Clock clock;
    private final RandomGenerator random;

    GiveCode(RequestCodes codes, CodeSecrets secrets, CheckFetches fetches, CodeProperties properties, Clock clock,
            RandomGenerator random) {
        this.codes = codes;
        this.secrets = secrets;
        this.fetches = fetches;
        this.properties = properties;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A fresh code; the one before works no more. A question about an exchange can be fetched for at least as long as its
     * code works.
     *
     * @throws ProblemException {@link CodeProblem.NothingToSay}
     */
    @Transactional
    public GivenCode give(Check check) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = until(check, now);
        if (check.browserSession().isPresent() || !fetches.prolong(check.id(), until, clock.instant()))
            throw new ProblemException(new CodeProblem.NothingToSay());
        while (true) {
            String salt = Token.fresh(random);
            RequestCode code = secrets.code(check.id(), salt);
            if (codes.put(check.id(), salt, secrets.hash(check.organisation(), code), until))
                return new GivenCode(code, until, Optional.empty());
        }
    }

    /** The newest code of that question, also when it was used or its time is over. */
    public Optional<GivenCode> find(Check check) {
        return codes.find(check.id())
                .map(row -> new GivenCode(secrets.code(check.id(), row.salt()), row.until(), row.usedAt()));
    }

    /** What is signed into a request says when it ends; only that of an exchange is signed when a wallet fetches it. */
    private Instant until(Check check, Instant now) {
        Instant until = now.plus(properties.lifetime());
        Instant end = check.exchange()
                .filter(terms -> terms.ward().isEmpty())
                .map(ExchangeTerms::until)
                .orElse(check.expiresAt());
        return until.isBefore(end) ? until : end;
    }

    @Scheduled(fixedDelay = 10, timeUnit = java.util.concurrent.TimeUnit.MINUTES)
    void forgetOld() {
        codes.forget(clock.instant().minus(SHOWN_FOR));
    }
}
