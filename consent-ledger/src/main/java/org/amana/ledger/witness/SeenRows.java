package org.amana.ledger.witness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.SignedCheckpoint;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code seen_checkpoint} and {@code waiting_checkpoint}, statement by statement. */
final class SeenRows {
    /** A log that signs more than it lets anybody compare is already worth a look at the warnings. */
    static final int MAX_WAITING = 32;
    private final JdbcClient jdbc;
    private final Clock clock;

    SeenRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A stored checkpoint and the log's signed note of it. */
    record Row(Checkpoint checkpoint, String note) {}

    /** The newest believed checkpoint of a log. */
    Optional<Row> newest(String origin) {
        return jdbc.sql("select tree_size, root, note from seen_checkpoint where origin = ?")
                .param(origin)
                .query((row, number) -> new Row(
                        new Checkpoint(origin, row.getLong(1), TreeHash.of(row.getBytes(2))), row.getString(3)))
                .optional();
    }

    /** The first of a log; false when there is one already. */
    boolean begin(SignedCheckpoint first) {
        Checkpoint checkpoint = first.checkpoint();
        return jdbc.sql("""
                insert into seen_checkpoint (origin, tree_size, root, note, seen_at) values (?, ?, ?, ?, ?)
                on conflict do nothing""")
                .params(checkpoint.origin(), checkpoint.treeSize(), checkpoint.root().bytes(), first.note(), now())
                .update() == 1;
    }

    /** Moves on from exactly what was read; false when somebody was faster. */
    boolean advance(Checkpoint from, Checkpoint to, String note) {
        return jdbc.sql("""
                update seen_checkpoint set tree_size = ?, root = ?, note = ?, seen_at = ?
                where origin = ? and tree_size = ? and root = ?""")
                .params(to.treeSize(), to.root().bytes(), note, now(), from.origin(), from.treeSize(),
                        from.root().bytes())
                .update() == 1;
    }

    /** Puts a checkpoint in line for a comparison; nothing happens when it stands there, or the line is full. */
    void await(SignedCheckpoint shown) {
        Checkpoint checkpoint = shown.checkpoint();
        jdbc.sql("""
                insert into waiting_checkpoint (origin, tree_size, root, note, next_attempt_at)
                select ?, ?, ?, ?, ? where (select count(*) from waiting_checkpoint where origin = ?) < ?
                on conflict do nothing""")
                .params(checkpoint.origin(), checkpoint.treeSize(), checkpoint.root().bytes(), shown.note(), now(),
                        checkpoint.origin(), MAX_WAITING)
                .update();
    }

    /** All that wait for a log, the longest overdue first. */
    List<Waiting> waiting(String origin) {
        return jdbc.sql("""
                select tree_size, root, note, attempts, next_attempt_at from waiting_checkpoint where origin = ?
                order by next_attempt_at, tree_size""")
                .param(origin)
                .query((row, number) -> new Waiting(
                        new Row(new Checkpoint(origin, row.getLong(1), TreeHash.of(row.getBytes(2))),
                                row.getString(3)),
                        row.getInt(4), row.getObject(5, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** A checkpoint in line. */
    record Waiting(Row row, int attempts, Instant due) {}

    /** It was compared. */
    void done(Waiting compared) {
        Checkpoint checkpoint = compared.row().checkpoint();
        jdbc.sql("delete from waiting_checkpoint where origin = ? and tree_size = ? and root = ?")
                .params(checkpoint.origin(), checkpoint.treeSize(), checkpoint.root().bytes())
                .update();
    }

    /** It could not be. */
    void failed(Waiting open, Duration pause) {
        Checkpoint checkpoint = open.row().checkpoint();
        jdbc.sql("""
                update waiting_checkpoint set attempts = attempts + 1, next_attempt_at = ?
                where origin = ? and tree_size = ? and root = ?""")
                .params(CosignedCheckpoints.utc(clock.instant().plus(pause)), checkpoint.origin(),
                        checkpoint.treeSize(), checkpoint.root().bytes())
                .update();
    }

    private OffsetDateTime now() {
        return CosignedCheckpoints.utc(clock.instant());
    }
}
