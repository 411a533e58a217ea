package org.amana.ledger.witness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.SignedCheckpoint;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.PublishedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Has this log's checkpoints cosigned, round by round, beside everything else. In a round all witnesses are asked about
 * one checkpoint, the newest, since a quorum over different ones is none; it ends when the quorum is met or each has
 * answered or failed. A witness that failed is left alone for longer each time.
 */
final class WitnessRounds {
    private static final Logger LOG = LoggerFactory.getLogger(WitnessRounds.class);
    private final List<Asked> witnesses;
    private final PublishedLog published;
    private final LogIdentity log;
    private final Cosignatures cosignatures;
    private final WitnessedCheckpoints witnessed;
    private final WitnessProperties properties;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private boolean opened;

    WitnessRounds(List<WitnessPeer> witnesses, PublishedLog published, LogIdentity log, Cosignatures cosignatures,
            WitnessedCheckpoints witnessed, WitnessProperties properties, Clock clock) {
        this.witnesses = witnesses.stream().map(Asked::new).toList();
        this.published = published;
        this.log = log;
        this.cosignatures = cosignatures;
        this.witnessed = witnessed;
        this.properties = properties;
        this.clock = clock;
    }

    /** A witness, and when to ask it again. Its fields are written by whoever has set {@code busy}. */
    private static final class Asked {
        private final WitnessPeer peer;
        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile long cosignedSize;
        private volatile int failures;
        private volatile Instant notBefore = Instant.MIN;

        Asked(WitnessPeer peer) {
            this.peer = peer;
            this.cosignedSize = peer.lastSize();
        }
    }

    /** Called on the append path: does nothing but wake the thread. */
    void published() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /** Asks until it is interrupted; at once over when there is nobody to ask. */
    void run() throws InterruptedException {
        if (witnesses.isEmpty()) {
            return;
        }
        // closed by an interrupted thread, it stops those who still wait for an answer
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ask(threads);
        }
    }

    private void ask(ExecutorService threads) throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            Duration pause = round(threads);
            if (news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
            // appends come faster than witnesses answer: those that came meanwhile go into one round
            Thread.sleep(properties.interval());
        }
    }

    /** Asks whoever is due about the newest checkpoint, and returns how long nobody will be. */
    private Duration round(ExecutorService threads) throws InterruptedException {
        try {
            if (!opened) {
                witnessed.open();
                opened = true;
            }
            SignedCheckpoint newest = log.openSigned(UnverifiedNote.parse(published.checkpoint()));
            long treeSize = newest.checkpoint().treeSize();
            if (treeSize == 0) {
                return properties.maxRetry();
            }
            List<Asked> missing = witnesses.stream().filter(asked -> asked.cosignedSize < treeSize).toList();
            ask(threads, newest, missing.stream()
                    .filter(asked -> !asked.notBefore.isAfter(clock.instant()) && asked.busy.compareAndSet(false, true))
                    .toList());
            return missing.stream()
                    .filter(asked -> asked.cosignedSize < treeSize)
                    .map(asked -> Duration.between(clock.instant(), asked.notBefore))
                    .map(pause -> pause.isNegative() ? Duration.ZERO : pause)
                    .min(Duration::compareTo)
                    .orElse(properties.maxRetry());
        } catch (ProblemException | DataAccessException e) {
            LOG.warn("witnesses are asked later: log or database do not answer");
        } catch (RuntimeException e) {
            LOG.error("witnesses are asked later", e);
        }
        return properties.firstRetry();
    }

    private void ask(ExecutorService threads, SignedCheckpoint newest, List<Asked> due) throws InterruptedException {
        var answered = new Semaphore(0);
        due.forEach(asked -> threads.execute(() -> {
            ask(newest, asked);
            answered.release();
        }));
        for (int answers = 0; answers < due.size(); answers++) {
            answered.acquire();
            if (witnessed.isWitnessed(newest.checkpoint().treeSize())) {
                return; // who is still busy joins a later round
            }
        }
    }

    private void ask(SignedCheckpoint newest, Asked asked) {
        try {
            cosignatures.keep(newest.checkpoint().treeSize(), asked.peer.ask(newest));
            asked.cosignedSize = newest.checkpoint().treeSize();
            asked.failures = 0;
        } catch (ProblemException e) {
            failed(asked, e.problem().detail());
        } catch (DataAccessException e) {
            failed(asked, "the database does not answer");
        } catch (RuntimeException e) {
            LOG.error("cosignatures of {} were not kept", asked.peer.address(), e);
            failed(asked, "they were not kept");
        } finally {
            asked.busy.set(false);
        }
    }

    private void failed(Asked asked, String why) {
        int failures = asked.failures + 1;
        asked.failures = failures;
        asked.notBefore = clock.instant().plus(properties.pause(failures));
        LOG.warn("witness {} did not cosign: {}; attempt {}", asked.peer.address(), why, failures);
    }
}
