package org.amana.ledger.witness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amana.core.note.LogFiles;
import org.amana.core.witness.Continuation;
import org.amana.ledger.log.BackgroundThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Compares what waits with the newest believed checkpoint of its log, by the tiles that log publishes; each log on a
 * thread of its own, so that one whose tiles are slow keeps no other waiting. Missing or wrong tiles prove nothing:
 * such a checkpoint waits on, and is not believed.
 */
final class CheckpointComparisons {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointComparisons.class);
    private final Collection<KnownLog> logs;
    private final SeenRows rows;
    private final Forks forks;
    private final Function<KnownLog, LogFiles> files;
    private final WitnessProperties properties;
    private final Clock clock;
    private final Map<String, Semaphore> work;

    CheckpointComparisons(Collection<KnownLog> logs, SeenRows rows, Forks forks, Function<KnownLog, LogFiles> files,
            WitnessProperties properties, Clock clock) {
        this.logs = logs;
        this.rows = rows;
        this.forks = forks;
        this.files = files;
        this.properties = properties;
        this.clock = clock;
        this.work = logs.stream().collect(Collectors.toUnmodifiableMap(KnownLog::origin, log -> new Semaphore(0)));
    }

    /** Something of that log was put in line. */
    void wake(String origin) {
        work(origin).release();
    }

    private Semaphore work(String origin) {
        Semaphore signal = work.get(origin);
        if (signal == null) {
            throw new IllegalArgumentException("not a log of the policy: " + origin);
        }
        return signal;
    }

    /** One for each log; compares until it is interrupted. */
    List<BackgroundThreads.Loop> loops() {
        return logs.stream().<BackgroundThreads.Loop>map(log -> () -> run(log)).toList();
    }

    private void run(KnownLog log) throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            Duration pause = compareDue(log);
            if (work(log.origin()).tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                work(log.origin()).drainPermits();
            }
        }
    }

    /** Compares what is due and returns how long there is nothing to do. */
    private Duration compareDue(KnownLog log) {
        try {
            Instant now = clock.instant();
            for (SeenRows.Waiting waiting : rows.waiting(log.origin())) {
                if (!waiting.due().isAfter(now)) {
                    compare(log, waiting);
                }
            }
            return rows.waiting(log.origin())
                    .stream()
                    .findFirst()
                    .map(next -> Duration.between(clock.instant(), next.due()))
                    .map(pause -> pause.isNegative() ? Duration.ZERO : pause)
                    .filter(pause -> pause.compareTo(properties.maxRetry()) < 0)
                    .orElse(properties.maxRetry());
        } catch (DataAccessException e) {
            LOG.warn("checkpoints of {} wait to be compared: the database does not answer", log.origin());
        } catch (RuntimeException e) {
            LOG.error("checkpoints of {} wait to be compared", log.origin(), e);
        }
        return properties.firstRetry();
    }

    private void compare(KnownLog log, SeenRows.Waiting waiting) {
        SeenRows.Row newest = rows.newest(log.origin()).orElseThrow();
        if (forks.isForked(log.origin())) {
            rows.done(waiting);
            return;
        }
        if (!log.hasSigned(newest.note()) || !log.hasSigned(waiting.row().note())) {
            keysChanged(log, newest, waiting);
            return;
        }
        switch (Continuation.check(log.identity(), newest.note(), waiting.row().note(), files.apply(log))) {
            case Continuation.Continues _ -> {
                if (waiting.row().checkpoint().treeSize() <= newest.checkpoint().treeSize()
                        || rows.advance(newest.checkpoint(), waiting.row().checkpoint(), waiting.row().note())) {
                    rows.done(waiting);
                }
            }
            case Continuation.Forked forked -> {
                forks.keep(log, forked.proof());
                rows.done(waiting);
            }
            case Continuation.Unproven unproven -> {
                rows.failed(waiting, properties.pause(waiting.attempts() + 1));
                LOG.warn("{} signed a checkpoint of {} entries that cannot be compared: {}; attempt {}", log.origin(),
                        waiting.row().checkpoint().treeSize(), unproven.finding().reason(), waiting.attempts() + 1);
            }
        }
    }

    /** The operator relies on other keys now: what the old ones signed proves nothing any more, and is left behind. */
    private void keysChanged(KnownLog log, SeenRows.Row newest, SeenRows.Waiting waiting) {
        LOG.warn("the policy names other keys of {} than those that signed what was seen before", log.origin());
        if (!log.hasSigned(waiting.row().note())
                || waiting.row().checkpoint().treeSize() <= newest.checkpoint().treeSize()
                || rows.advance(newest.checkpoint(), waiting.row().checkpoint(), waiting.row().note())) {
            rows.done(waiting);
        }
    }
}
