package org.amana.ledger.log;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, a few times within every lease, whether this process leads the log or follows whoever does. One step goes:
 *
 * <pre>
 * leading   -> heard by the database: goes on; not heard, or overtaken: ends the term
 * otherwise -> the lock is free: begins a term; it is not: follows
 * </pre>
 */
final class Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    /** Steps in one lease: a leader may miss all but the last and still be heard in time. */
    private static final int STEPS = 8;
    private final DataSource dataSource;
    private final CheckpointPublisher publisher;
    private final LogFollower follower;
    private final Restoration restoration;
    private final WaitingLine line;
    private final LogProperties properties;
    private final Turn turn;
    private final LeaderSession session;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Term term;
    private boolean following;
    private boolean away;
    private @Nullable Thread thread;

    /** What to do when this process begins to lead, and when it ends; neither waits. */
    record Turn(Runnable begun, Runnable ended) {}

    Leadership(DataSource dataSource, CheckpointPublisher publisher, LogFollower follower, Restoration restoration,
            WaitingLine line, LogProperties properties, Turn turn) {
        this.dataSource = dataSource;
        this.publisher = publisher;
        this.follower = follower;
        this.restoration = restoration;
        this.line = line;
        this.properties = properties;
        this.turn = turn;
        this.session = new LeaderSession(dataSource, properties.leaderLease());
    }

    /**
     * Leads or follows when it returns.
     *
     * @throws IllegalStateException what is stored does not continue what was signed or seen
     */
    void start() {
        try {
            step();
        } catch (ProblemException e) {
            session.close();
            throw new IllegalStateException("the log is not continued: " + e.problem().detail()
                    + ". Nothing was signed; run amana-ledger fsck and see SECURITY.md", e);
        } catch (SQLException e) {
            session.close();
            throw new IllegalStateException("the log cannot be opened", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        thread = Thread.ofPlatform().name("ledger-leadership").daemon().start(this::run);
    }

    boolean isLeading() {
        return term != null;
    }

    Optional<Leader> leader() {
        return isLeading() ? Optional.empty() : follower.leader().current();
    }

    private void run() {
        Duration pause = properties.leaderLease().dividedBy(STEPS);
        try {
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS) && goesOn()) {
                // a step was made
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean goesOn() throws InterruptedException {
        try {
            step();
            return true;
        } catch (SQLException e) {
            return tryAgain(LogWriter.unavailable(e));
        } catch (UncheckedIOException e) {
            return tryAgain(new ProblemException(new LogProblem.Unavailable("the disk does not take the mark"), e));
        } catch (ProblemException e) {
            return e.problem() instanceof LogProblem.Unavailable ? tryAgain(e) : halt(e);
        } catch (RuntimeException e) {
            var why = new ProblemException(new LogProblem.Unavailable("the log has stopped"), e);
            return e.getCause() instanceof SQLException ? tryAgain(why) : halt(why);
        }
    }

    private void step() throws SQLException, InterruptedException {
        if (term != null) {
            if (isHeard(term)) {
                return;
            }
            endTerm(term);
        }
        if (session.tryLock()) {
            follower.leader().forget();
            follower.forget();
            term = Term.begin(new LogWriter(dataSource, follower.leader().own(), publisher::foresee), publisher,
                    restoration, line,
                    properties.maxBatch());
            following = false;
            LOG.info("this process leads the log");
            turn.begun().run();
        } else {
            if (!following) {
                LOG.info("another process leads the log; this one follows, and takes over when need be");
            }
            following = true;
            line.refuse(new ProblemException(new LogProblem.NotLeading()));
            follower.follow(session.connection());
        }
        away = false;
    }

    private boolean isHeard(Term current) {
        if (current.isOver()) {
            return false;
        }
        try {
            session.beat();
            return true;
        } catch (SQLException e) {
            LOG.warn("this process was not heard in time and leads no more: SQLSTATE {}", e.getSQLState());
            return false;
        }
    }

    /** Nobody leads here until the next step; what waits in line waits for it. */
    private void endTerm(Term ending) throws InterruptedException {
        turn.ended().run();
        line.pause();
        while (!ending.isEndedWithin(properties.answerTimeout())) {
            LOG.warn("the last batch of this term is still on its way");
        }
        term = null;
        session.close();
        if (ending.halt().isPresent()) {
            throw ending.halt().get();
        }
    }

    private boolean tryAgain(ProblemException why) {
        if (!away) {
            LOG.warn("{}; this process does not lead the log, and tries again", why.problem().detail());
        }
        away = true;
        follower.leader().forget();
        session.close();
        following = false;
        line.failWaiting(why);
        return true;
    }

    /** Nothing is written, signed or followed any more; another process may lead, if its own memory lets it. */
    private boolean halt(ProblemException why) {
        LOG.error("the log takes no more entries in this process: {}. Run amana-ledger fsck and see SECURITY.md",
                why.problem().detail(), why);
        follower.leader().forget();
        session.close();
        line.refuse(why);
        return false;
    }

    /** Answers what waits, and lets another process lead. */
    void stop() {
        stopped.countDown();
        follower.leader().forget();
        turn.ended().run();
        try {
            if (thread != null && !thread.join(properties.answerTimeout())) {
                LOG.warn("the database does not answer; the log is left as it is");
            }
            line.close();
            if (term != null && !term.isEndedWithin(properties.answerTimeout())) {
                LOG.warn("the last batch is still on its way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        term = null;
        line.failWaiting(new ProblemException(new LogProblem.Unavailable("the ledger is stopping")));
        session.close();
    }
}
