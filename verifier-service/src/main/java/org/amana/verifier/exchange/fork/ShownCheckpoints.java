package org.amana.verifier.exchange.fork;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.SignedCheckpoint;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedLedger;
import org.amana.support.ledger.CheckpointObservation;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.ledger.Ledgers;
import org.amana.support.trust.TrustListSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * What sources showed of their logs, on its way to the node's own ledger, which compares it with all that others showed.
 * A delivery neither waits for that nor fails by it.
 */
@Service
public class ShownCheckpoints {
    /** Of one log; a ledger that is away longer than it takes to fill this hears of the first ones. */
    static final int MOST_WAITING = 64;
    private static final Logger LOG = LoggerFactory.getLogger(ShownCheckpoints.class);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int LARGEST_SHIFT = 10;
    private final JdbcClient jdbc;
    private final Ledgers ledgers;
    private final TrustListSource trust;
    private final ForkedLogs forks;
    private final Clock clock;

    ShownCheckpoints(JdbcClient jdbc, Ledgers ledgers, TrustListSource trust, ForkedLogs forks, Clock clock) {
        this.jdbc = jdbc;
        this.ledgers = ledgers;
        this.trust = trust;
        this.forks = forks;
        this.clock = clock;
    }

    private record Due(String log, long treeSize, TreeHash root, String note, int attempts) {}

    /** Puts a checkpoint in line. Never throws for a database that does not answer: something else is going on then. */
    public void add(SignedCheckpoint shown) {
        try {
            int added = jdbc.sql("""
                    insert into shown_checkpoint (log, tree_size, root, note, next_attempt_at)
                    select :log, :size, :root, :note, :now
                    where (select count(*) from shown_checkpoint where log = :log) < :most
                    on conflict do nothing""")
                    .param("log", shown.checkpoint().origin())
                    .param("size", shown.checkpoint().treeSize())
                    .param("root", shown.checkpoint().root().bytes())
                    .param("note", shown.note())
                    .param("now", Timestamp.from(clock.instant()))
                    .param("most", MOST_WAITING)
                    .update();
            if (added == 0)
                LOG.debug("a checkpoint of {} stands in line already, or the line is full",
                        shown.checkpoint().origin());
        } catch (DataAccessException e) {
            LOG.warn("a checkpoint of {} is not shown to the ledger: the database does not answer",
                    shown.checkpoint().origin());
        }
    }

    /** Shows what is due; what the ledger does not take now waits. */
    @Scheduled(fixedDelayString = "${amana.verifier.exchange.settle-every:PT1S}")
    public void sendDue() {
        take(clock.instant()).forEach(this::send);
    }

    private void send(Due due) {
        try {
            CheckpointObservation observed = ledgers.home().showCheckpoint(due.log(), due.note());
            done(due);
            note(due.log(), observed);
        } catch (ProblemException e) {
            if (e.problem() instanceof LedgerProblem.Refused refused
                    && refused.reason().equals("not_signed_by_the_log")) {
                // other keys in its policy file than in the trust list: another try changes nothing
                LOG.error("the ledger knows the log {} by other keys than the trust list", due.log());
                done(due);
                return;
            }
            LOG.info("the ledger was not shown a checkpoint of {}, try {}: {}", due.log(), due.attempts(),
                    e.problem().code());
            later(due);
        }
    }

    private void note(String log, CheckpointObservation observed) {
        switch (observed) {
            case UNKNOWN_LOG -> unwatched(log);
            case AGREES, COMPARING -> watched(log);
            case FORKED -> {
                watched(log);
                identity(log).forEach(forks::look);
            }
        }
    }

    private List<LogIdentity> identity(String origin) {
        return trust.current()
                .ledgers()
                .stream()
                .map(TrustedLedger::log)
                .filter(log -> log.origin().equals(origin))
                .toList();
    }

    /** The node's own log is not compared by the ledger that writes it: nobody gains from a witness of itself. */
    private void unwatched(String log) {
        if (ledgers.trustedHome().filter(home -> home.log().origin().equals(log)).isPresent())
            return;
        int noted = jdbc.sql("insert into unwatched_log (log, since) values (:log, :now) on conflict do nothing")
                .param("log", log)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (noted == 1)
            LOG.warn("the log {} is not compared: the ledger's policy file (amana.ledger.witness.policy) does not list"
                    + " it", log);
    }

    private void watched(String log) {
        jdbc.sql("delete from unwatched_log where log = :log").param("log", log).update();
    }

    /** Logs of sources whose checkpoints nobody compares here, by name. */
    public List<String> unwatched() {
        return jdbc.sql("select log from unwatched_log order by log")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<Due> take(Instant now) {
        return jdbc.sql("""
                update shown_checkpoint set attempts = attempts + 1, next_attempt_at = :lease
                where (log, tree_size, root) in (select log, tree_size, root from shown_checkpoint
                    where next_attempt_at <= :now order by next_attempt_at, tree_size limit 20 for update skip locked)
                returning log, tree_size, root, note, attempts""")
                .param("lease", Timestamp.from(now.plus(LEASE)))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Due(row.getString(1), row.getLong(2), TreeHash.of(row.getBytes(3)),
                        row.getString(4),
                        row.getInt(5)))
                .list();
    }

    private void done(Due due) {
        change("delete from shown_checkpoint", due).update();
    }

    private void later(Due due) {
        Duration pause = Duration.ofSeconds(1L << Math.min(due.attempts(), LARGEST_SHIFT));
        change("update shown_checkpoint set next_attempt_at = :next", due)
                .param("next", Timestamp.from(clock.instant()
                        .plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE)))
                .update();
    }

    private JdbcClient.StatementSpec change(String statement, Due due) {
        return jdbc.sql(statement + " where log = :log and tree_size = :size and root = :root")
                .param("log", due.log())
                .param("size", due.treeSize())
                .param("root", due.root().bytes());
    }
}
