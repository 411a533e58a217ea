package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.amana.core.merkle.Tile;
import org.amana.core.note.LogCopy;
import org.amana.core.problem.ProblemException;

/** Entries of a copy of the log on their way into the database, in one transaction. */
final class TakenOver {
    private static final byte PUBLIC_ENTRY = 2;
    private final Connection tx;
    private final LogState log;
    private final List<byte[]> waiting = new ArrayList<>();
    private boolean hasLostContent;

    TakenOver(Connection tx, LogState log) {
        this.tx = tx;
        this.log = log;
    }

    Tip all(LogCopy copy, Instant at) throws SQLException {
        Head before = log.head();
        if (copy.checkpoint().treeSize() <= before.treeSize()) {
            return log.tip();
        }
        var failed = new ArrayList<SQLException>();
        copy.entries(before.treeSize(), entry -> {
            waiting.add(entry);
            if (waiting.size() == Tile.WIDTH && failed.isEmpty()) {
                tryAppend(failed);
            }
        });
        if (failed.isEmpty() && !waiting.isEmpty()) {
            tryAppend(failed);
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
        if (log.head().treeSize() != copy.checkpoint().treeSize()
                || !log.head().root().equals(copy.checkpoint().root())) {
            throw new ProblemException(
                    new LogProblem.NotContinued(copy.checkpoint().treeSize(), log.head().treeSize()));
        }
        LogTables.keepCheckpoint(tx, new CheckpointSigner.Signed(log.head().treeSize(), copy.note(), at));
        if (hasLostContent) {
            remember(before.treeSize(), log.head().treeSize(), at);
        }
        return log.tip();
    }

    private void tryAppend(List<SQLException> failed) {
        try {
            append(List.copyOf(waiting));
        } catch (SQLException e) {
            failed.add(e);
        }
        waiting.clear();
    }

    private void append(List<byte[]> entries) throws SQLException {
        LogState.Growth growth = log.append(entries);
        if (AppendedRows.write(tx, growth, entries, List.of()) != AppendedRows.Fate.WRITTEN) {
            throw new ProblemException(new LogProblem.NotLeading());
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i)[0] == PUBLIC_ENTRY) {
                forget(growth.from().treeSize() + i);
            } else {
                hasLostContent = true;
            }
        }
    }

    private void forget(long index) throws SQLException {
        try (PreparedStatement call = tx.prepareStatement("select forget_leaves(?)")) {
            call.setLong(1, index);
            call.execute();
        }
    }

    private void remember(long from, long to, Instant at) throws SQLException {
        try (PreparedStatement insert = tx
                .prepareStatement("insert into lost_content (first_index, next_index, restored_at) values (?, ?, ?)")) {
            insert.setLong(1, from);
            insert.setLong(2, to);
            insert.setObject(3, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }
}
