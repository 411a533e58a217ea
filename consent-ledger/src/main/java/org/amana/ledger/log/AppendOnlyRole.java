package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Refuses to start a ledger whose own database role could change what is logged. */
final class AppendOnlyRole implements SmartInitializingSingleton {
    private static final String MAY_CHANGE = """
            select bool_or(has_table_privilege(name, 'update') or has_table_privilege(name, 'delete')
                or has_table_privilege(name, 'truncate') or has_table_privilege(name, 'trigger'))
            from unnest(array['leaf', 'tile', 'checkpoint', 'event', 'idempotency', 'register_version',
                'register_proposal', 'register_decision', 'register_opened']) as name""";
    private final DataSource dataSource;

    AppendOnlyRole(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MAY_CHANGE)) {
            if (row.next() && row.getBoolean(1)) {
                throw new IllegalStateException("The ledger's database role may change what is logged. Let its tables"
                        + " belong to another role (spring.flyway.user), and let the ledger work with one that may"
                        + " only add (spring.datasource.username); deploy/postgres-roles.sh makes both.");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the rights of the ledger's database role cannot be read", e);
        }
    }
}
