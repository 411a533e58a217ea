package org.amana.ledger.witness;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.SignedCheckpoint;
import org.amana.core.witness.ForkProof;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Logs that showed two histories, each with a proof that anyone can check ({@code amana-ledger fork}). A log that did so
 * once is not believed again: whoever exchanges with its node asks {@link #isForked} first.
 */
public final class Forks {
    private static final Logger LOG = LoggerFactory.getLogger(Forks.class);
    private final JdbcClient jdbc;
    private final Clock clock;

    Forks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A log that is not believed any more.
     *
     * @param id SHA-256 of the origin in hex, the last part of the proof's address
     */
    public record Fork(String origin, String id, Instant foundAt) {}

    /** True when this node holds a proof against the log of that origin. */
    public boolean isForked(String origin) {
        return jdbc.sql("select exists (select 1 from fork where origin = ?)")
                .param(origin)
                .query(Boolean.class)
                .single();
    }

    /** Every forked log, the newest alarm first. */
    public List<Fork> all() {
        return jdbc.sql("select origin, found_at from fork order by found_at desc, origin")
                .query((row, number) -> new Fork(row.getString(1), KnownLog.hash(row.getString(1)),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The JSON form of the proof. */
    Optional<String> proof(String id) {
        return all().stream()
                .filter(fork -> fork.id().equals(id))
                .findFirst()
                .map(fork -> jdbc.sql("select proof from fork where origin = ?")
                        .param(fork.origin())
                        .query(String.class)
                        .single());
    }

    /**
     * Keeps the proof when two checkpoints have one size and different roots.
     *
     * @param keptNote the signed note of {@code kept}
     */
    void compare(KnownLog log, Checkpoint kept, String keptNote, SignedCheckpoint shown) {
        if (kept.treeSize() == shown.checkpoint().treeSize() && !kept.root().equals(shown.checkpoint().root())
                && log.hasSigned(keptNote)) {
            keep(log, new ForkProof(keptNote, shown.note(), shown.checkpoint().root(), List.of()));
        }
    }

    /** Keeps the first proof against a log and raises the alarm. */
    void keep(KnownLog log, ForkProof proof) {
        if (!proof.proves(log.identity())) {
            throw new IllegalArgumentException("no proof of a fork of " + log.origin());
        }
        int kept = jdbc.sql("insert into fork (origin, proof, found_at) values (?, ?, ?) on conflict do nothing")
                .params(log.origin(), StrictJson.write(proof.toJson()), CosignedCheckpoints.utc(clock.instant()))
                .update();
        if (kept == 1) {
            LOG.error("ALARM: the log {} signed two checkpoints that cannot both be true; the proof is at /v1/forks/{}",
                    log.origin(), KnownLog.hash(log.origin()));
        }
    }
}
