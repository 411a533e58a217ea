package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.LogProblem;

/** Reads what is stored, outside the sequencer's thread. */
final class Reading {
    private final DataSource dataSource;

    Reading(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is asked of a connection. */
    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * The answer. What is read while an entry is written may be half of it; so a contradiction must be there at one
     * moment.
     *
     * @throws ProblemException {@link LogProblem.Unavailable}, {@link ConsentRefusal.Contradicted}
     */
    <T> T read(Query<T> query) {
        try (Connection connection = dataSource.getConnection()) {
            try {
                return query.run(connection);
            } catch (ProblemException e) {
                if (e.problem() instanceof ConsentRefusal.Contradicted) {
                    return atOneMoment(connection, query);
                }
                throw e;
            }
        } catch (SQLException e) {
            throw new ProblemException(new LogProblem.Unavailable("the database does not answer"), e);
        }
    }

    private static <T> T atOneMoment(Connection connection, Query<T> query) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement begin = connection.createStatement()) {
            begin.execute("set transaction isolation level repeatable read, read only");
            return query.run(connection);
        } catch (ProblemException e) {
            Standings.report(e);
            throw e;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
