package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.amana.ledger.log.PublishedLog;

/**
 * Entries whose leaves came back after a restore and whose content did not. They come with their leaves, so what was
 * read at one size of the tree holds until the tree grows.
 */
final class LostContent {
    private final PublishedLog published;
    private volatile Read read = new Read(-1, 0);

    private record Read(long treeSize, long end) {}

    LostContent(PublishedLog published) {
        this.published = published;
    }

    /** Index after the last of them; 0 when nothing was ever lost. */
    long end(Connection connection) throws SQLException {
        long treeSize = published.treeSize();
        Read last = read;
        if (last.treeSize() != treeSize) {
            last = new Read(treeSize, query(connection));
            read = last;
        }
        return last.end();
    }

    private static long query(Connection connection) throws SQLException {
        try (PreparedStatement query = connection
                .prepareStatement("select coalesce(max(next_index), 0) from lost_content");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
