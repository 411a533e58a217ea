package org.amana.ledger.fault;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** PostgreSQL's driver with the points in it at which the ledger under test may die; the ledger itself has none. */
public final class PointDriver implements Driver {
    private final Driver real = new org.postgresql.Driver();

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        Connection connection = real.connect(url, info);
        return connection == null
                ? null
                : Blow.ofThisProcess().map(blow -> new Watched(connection, blow).proxy()).orElse(connection);
    }

    /** One connection: what its open transaction has done so far tells which point its commit is. */
    private static final class Watched {
        private final Connection connection;
        private final Blow blow;
        private boolean appends;
        private boolean erases;

        Watched(Connection connection, Blow blow) {
            this.connection = connection;
            this.blow = blow;
        }

        Connection proxy() {
            return (Connection) Proxy.newProxyInstance(PointDriver.class.getClassLoader(),
                    new Class<?>[]{Connection.class, PGConnection.class}, (_, method, arguments) -> switch (method
                            .getName()) {
                        case "getCopyAPI" -> copyManager();
                        case "prepareStatement" ->
                            statement((PreparedStatement) Objects.requireNonNull(invoke(connection, method, arguments)),
                                    (String) arguments[0]);
                        case "commit" -> commit(method, arguments);
                        case "rollback" -> {
                            appends = false;
                            erases = false;
                            yield invoke(connection, method, arguments);
                        }
                        default -> invoke(connection, method, arguments);
                    });
        }

        private @Nullable Object commit(Method method, Object[] arguments) throws Throwable {
            boolean erasing = erases;
            if (appends) {
                blow.letOthersCome(Point.IN_COPY);
                blow.at(erasing ? Point.IN_ERASURE : Point.BEFORE_COMMIT);
            }
            Object done = invoke(connection, method, arguments);
            if (appends) {
                blow.at(erasing ? Point.AFTER_ERASURE : Point.AFTER_COMMIT);
            }
            appends = false;
            erases = false;
            return done;
        }

        private PreparedStatement statement(PreparedStatement statement, String sql) {
            boolean checkpoint = sql.contains("insert into checkpoint");
            boolean leaves = sql.contains("insert into leaf");
            if (!checkpoint && !leaves && !sql.contains("forget_relation")) {
                return statement;
            }
            return (PreparedStatement) Proxy.newProxyInstance(PointDriver.class.getClassLoader(),
                    new Class<?>[]{PreparedStatement.class}, (_, method, arguments) -> {
                        boolean executes = method.getName().startsWith("execute");
                        if (executes && checkpoint) {
                            blow.at(Point.BEFORE_CHECKPOINT);
                        }
                        Object result = invoke(statement, method, arguments);
                        if (executes && checkpoint) {
                            blow.at(Point.AFTER_CHECKPOINT);
                        }
                        appends |= executes && leaves;
                        erases |= executes && !checkpoint && !leaves;
                        return result;
                    });
        }

        private CopyManager copyManager() throws SQLException {
            return new CopyManager(connection.unwrap(BaseConnection.class)) {
                @Override
                public CopyIn copyIn(String sql) throws SQLException {
                    CopyIn copy = super.copyIn(sql);
                    if (!sql.startsWith("copy leaf")) {
                        return copy;
                    }
                    appends = true;
                    return halved(copy);
                }
            };
        }

        /** Sends what is written in two halves, with the point between them. */
        private CopyIn halved(CopyIn copy) {
            return (CopyIn) Proxy.newProxyInstance(PointDriver.class.getClassLoader(), new Class<?>[]{CopyIn.class},
                    (_, method, arguments) -> {
                        if (!method.getName().equals("writeToCopy") || arguments.length != 3) {
                            return invoke(copy, method, arguments);
                        }
                        int half = (int) arguments[2] / 2;
                        copy.writeToCopy((byte[]) arguments[0], (int) arguments[1], half);
                        copy.flushCopy();
                        blow.at(Point.IN_COPY);
                        copy.writeToCopy((byte[]) arguments[0], (int) arguments[1] + half, (int) arguments[2] - half);
                        return null;
                    });
        }

        private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
                throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return real.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return real.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return real.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return real.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return real.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws java.sql.SQLFeatureNotSupportedException {
        return real.getParentLogger();
    }
}
