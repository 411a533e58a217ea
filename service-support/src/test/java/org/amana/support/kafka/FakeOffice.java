package org.amana.support.kafka;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;

/** Verifies notices to one party and does what a new one says, as the services do; its ledger, too. */
final class FakeOffice implements NoticeTaker {
    static final String PARTY = "harbour-municipality";
    static final ProblemMapping MAPPING = problem -> problem instanceof LedgerProblem away
            ? java.util.Optional.of(ProblemAnswer.of(503, "later", away))
            : java.util.Optional.empty();
    private final SigningKey ledger = EphemeralKey.generate();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Function<AtomicInteger, RuntimeException> failure = _ -> new IllegalStateException();
    final List<String> done = new CopyOnWriteArrayList<>();
    final AtomicInteger calls = new AtomicInteger();

    volatile String trusted = "ledger.test/log";

    @Override
    public boolean isOfUnknownLedger(String notice) {
        return ConsentNotice.claimedLedger(notice).filter(origin -> !origin.equals(trusted)).isPresent();
    }

    /** Fails so often before it goes on. */
    void fail(int times, java.util.function.Supplier<RuntimeException> with) {
        failure = _ -> with.get();
        failures.set(times);
    }

    static RuntimeException away() {
        return new ProblemException(new LedgerProblem.Unavailable("away"));
    }

    /** A notice of that id, signed by the ledger. */
    String notice(String id) {
        return notice(id, PARTY, ledger);
    }

    static String notice(String id, String party, SigningKey key) {
        return new ConsentNotice("ledger.test/log", party, id, java.time.Instant.EPOCH, EventKind.WITHDRAWN,
                new RecordId("a".repeat(43)), new RequestHash("b".repeat(43)), "keep-diploma-on-file", 1).sign(key);
    }

    @Override
    public boolean isHere(String party) {
        return party.equals(PARTY);
    }

    @Override
    public void take(String party, String notice) {
        calls.incrementAndGet();
        ConsentNotice verified = ConsentNotice.verify(notice, ledger.publicJwk(), party);
        if (!verified.ledger().equals(trusted)) {
            throw new ProblemException(new org.amana.core.consent.ConsentProblem.BadMessage("not trusted"));
        }
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw failure.apply(failures);
        }
        if (seen.add(verified.id())) {
            done.add(verified.id());
        }
    }
}
