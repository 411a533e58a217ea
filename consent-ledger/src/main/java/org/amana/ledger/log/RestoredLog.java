package org.amana.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.EntryFold;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogSigner;

/** A log that came back from a copy, looked at from outside before its ledger starts on it. */
public final class RestoredLog {
    private static final int ROWS_AT_ONCE = 4_096;
    private final LogIdentity identity;
    private final Checkpoint mark;

    private RestoredLog(LogIdentity identity, Checkpoint mark) {
        this.identity = identity;
        this.mark = mark;
    }

    /**
     * Reads what lies beside the database.
     *
     * @param keys folder with {@code log.key} and {@code log.mark}
     * @throws IllegalStateException when the mark is absent, damaged or another log's
     */
    public static RestoredLog open(Path keys) {
        try {
            String text = Files.readString(keys.resolve("log.key"), StandardCharsets.UTF_8);
            LogIdentity identity = LogSigner.parse(text).identity();
            return new RestoredLog(identity, HighWaterMark.read(keys.resolve("log.mark"), identity.origin()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its checkpoints are verified with: its own keys. */
    public LogIdentity identity() {
        return identity;
    }

    /** What it had signed last when the mark was copied. */
    public Checkpoint mark() {
        return mark;
    }

    /**
     * Adds all stored entries to the fold.
     *
     * @param database a session whose schema is the ledger's, without auto-commit
     * @throws SQLException also when the stored head is not what the entries add up to
     */
    public void fold(Connection database, EntryFold fold) throws SQLException {
        Head head = LogTables.head(database);
        try (PreparedStatement query = database.prepareStatement("select entry from leaf order by index")) {
            query.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    fold.add(row.getBytes(1));
                }
            }
        }
        if (fold.size() != head.treeSize() || !fold.root().equals(head.root())) {
            throw new SQLException("the stored entries do not add up to the stored head");
        }
    }
}
