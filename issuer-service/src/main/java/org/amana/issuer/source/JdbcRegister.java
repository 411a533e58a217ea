package org.amana.issuer.source;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.authority.RegisterConnection;
import org.amana.issuer.permit.FetchLeave;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/** A register in a database: one parameterised statement in a transaction that may only read. */
final class JdbcRegister implements OfficeRegister {
    private static final String CANCELLED = "57014";
    private final AuthorityId authority;
    private final RegisterConnection limits;
    private final String statement;
    private final String endpoint;
    private final HikariDataSource source;
    private final RegisterContext camel;
    private @Nullable ProducerTemplate template;

    JdbcRegister(AuthorityId authority, RegisterConnection limits, RegisterConnection.Jdbc jdbc,
            RegisterContext camel) {
        this.authority = authority;
        this.limits = limits;
        this.statement = jdbc.statement();
        this.source = new HikariDataSource(config(authority, limits, jdbc));
        this.camel = camel;
        String name = "register-" + authority;
        camel.bind(name, source);
        // two rows tell that a number is not unique; more are not read
        this.endpoint = "jdbc:" + name + "?useHeadersAsParameters=true&allowNamedParameters=true&statement.maxRows=2"
                + "&statement.queryTimeout=" + Math.max(1, limits.timeout().toSeconds());
    }

    private static HikariConfig config(AuthorityId authority, RegisterConnection limits,
                                       RegisterConnection.Jdbc jdbc) {
        var config = new HikariConfig();
        config.setPoolName("register-" + authority);
        config.setJdbcUrl(jdbc.url());
        config.setUsername(jdbc.username());
        config.setPassword(password(jdbc));
        config.setReadOnly(true);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(limits.timeout().toMillis());
        config.setValidationTimeout(Math.min(limits.timeout().toMillis(), 2_000));
        config.setInitializationFailTimeout(-1); // a register that is away must not keep the office from starting
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("connectTimeout", Long.toString(Math.max(1, limits.timeout().toSeconds())));
        config.addDataSourceProperty("socketTimeout", Long.toString(limits.timeout().toSeconds() + 1));
        return config;
    }

    private static String password(RegisterConnection.Jdbc jdbc) {
        try {
            return Files.readString(jdbc.passwordFile(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("register.jdbc.password-file cannot be read", e);
        }
    }

    @Override
    public Optional<Map<String, String>> row(FetchLeave leave, String registerNumber) {
        leave.use(authority);
        List<?> rows;
        try {
            rows = template().requestBodyAndHeader(endpoint, statement, RegisterConnection.PLACE, registerNumber,
                    List.class);
        } catch (CamelExecutionException e) {
            throw problem(e);
        }
        if (rows == null || rows.isEmpty()) {
            return Optional.empty();
        }
        if (rows.size() > 1 || !(rows.getFirst() instanceof Map<?, ?> row)) {
            throw unreadable("the register has more than one row under that number");
        }
        var columns = new TreeMap<String, String>();
        long length = 0;
        for (Map.Entry<?, ?> column : row.entrySet()) {
            if (column.getValue() != null) {
                String text = text(column.getValue());
                length += text.length();
                columns.put(String.valueOf(column.getKey()).toLowerCase(Locale.ROOT), text);
            }
        }
        if (length > limits.maxSize().toBytes()) {
            throw new ProblemException(new RegisterProblem.TooLarge());
        }
        return Optional.of(columns);
    }

    private synchronized ProducerTemplate template() {
        ProducerTemplate known = template;
        if (known == null) {
            known = camel.producer();
            template = known;
        }
        return known;
    }

    private static ProblemException problem(CamelExecutionException e) {
        SQLException cause = ObjectHelper.getException(SQLException.class, e);
        boolean isLate = cause instanceof SQLTimeoutException || cause instanceof SQLTransientConnectionException
                || (cause != null && CANCELLED.equals(cause.getSQLState()));
        // the database's own words may quote a row
        return new ProblemException(isLate && !(cause instanceof SQLTransientConnectionException)
                ? new RegisterProblem.TimedOut()
                : new RegisterProblem.Unavailable("the register's database does not answer the statement"));
    }

    private static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag ? "yes" : "no";
            case Short number -> number.toString();
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Date date -> date.toString();
            case Array array -> list(array);
            default -> throw unreadable("a column of the register is of no known type");
        };
    }

    private static String list(Array array) {
        try {
            var parts = new ArrayList<String>();
            for (Object part : (Object[]) array.getArray()) {
                if (!(part instanceof String text) || text.contains("|")) {
                    throw unreadable("a list of the register holds no texts");
                }
                parts.add(text);
            }
            return String.join("|", parts);
        } catch (SQLException e) {
            throw unreadable("a list of the register cannot be read");
        }
    }

    private static ProblemException unreadable(String detail) {
        return new ProblemException(new RegisterProblem.Unreadable(detail));
    }

    @Override
    public void close() {
        source.close();
    }
}
