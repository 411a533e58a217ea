package org.amana.issuer.status;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Status lists of a database that was set back. Indexes that were given after the backup look free again; a second card
 * at the same place would share its fate with the first. So no list goes on, and numbers of lists that may have been
 * begun since are passed over.
 */
public final class RestoredStatusLists {
    /** More lists than anybody begins between two backups. */
    private static final int PASSED_OVER = 1_000;

    private RestoredStatusLists() {}

    /**
     * Has every authority begin a new list at its next card.
     *
     * @param issuer a session of the issuer-service's schema with the rights of its owner
     */
    public static void beginAnew(Connection issuer) throws SQLException {
        try (Statement sql = issuer.createStatement()) {
            sql.execute("update status_list set open = false where open");
            sql.execute("select setval(pg_get_serial_sequence('status_list', 'id'),"
                    + " (select coalesce(max(id), 0) + " + PASSED_OVER + " from status_list))");
        }
    }
}
