package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Entries whose leaves came back after a restore and whose content did not. */
final class LostContent {
    private LostContent() {}

    /** Index after the last of them; 0 when nothing was ever lost. */
    static long end(Connection connection) throws SQLException {
        try (PreparedStatement query = connection
                .prepareStatement("select coalesce(max(next_index), 0) from lost_content");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
