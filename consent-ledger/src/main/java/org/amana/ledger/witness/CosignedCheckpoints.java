package org.amana.ledger.witness;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code cosigned_checkpoint}: what this witness stands by, one row for each log. */
final class CosignedCheckpoints {
    private final JdbcClient jdbc;

    CosignedCheckpoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The newest cosigned checkpoint of a log.
     *
     * @param note signed by the log, with its own signatures alone
     * @param lines cosignature lines of this witness
     */
    record Cosigned(Checkpoint checkpoint, String note, String lines, Instant at) {}

    Optional<Cosigned> last(String origin) {
        return jdbc.sql("""
                select tree_size, root, note, cosignatures, cosigned_at from cosigned_checkpoint where origin = ?""")
                .param(origin)
                .query((row, number) -> new Cosigned(
                        new Checkpoint(origin, row.getLong(1), TreeHash.of(row.getBytes(2))), row.getString(3),
                        row.getString(4), row.getObject(5, OffsetDateTime.class).toInstant()))
                .optional();
    }

    /**
     * Moves on from exactly what was read; durable when this returns true.
     *
     * @param last as read; nothing when there was no row
     * @return false when another request was faster
     */
    boolean advance(Optional<Cosigned> last, Cosigned next) {
        Checkpoint to = next.checkpoint();
        if (last.isEmpty()) {
            return jdbc.sql("""
                    insert into cosigned_checkpoint (origin, tree_size, root, note, cosignatures, cosigned_at)
                    values (?, ?, ?, ?, ?, ?) on conflict (origin) do nothing""")
                    .params(to.origin(), to.treeSize(), to.root().bytes(), next.note(), next.lines(), utc(next.at()))
                    .update() == 1;
        }
        Checkpoint from = last.get().checkpoint();
        return jdbc.sql("""
                update cosigned_checkpoint set tree_size = ?, root = ?, note = ?, cosignatures = ?, cosigned_at = ?
                where origin = ? and tree_size = ? and root = ?""")
                .params(to.treeSize(), to.root().bytes(), next.note(), next.lines(), utc(next.at()), from.origin(),
                        from.treeSize(), from.root().bytes())
                .update() == 1;
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
