package org.amana.issuer.source;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.amana.core.json.StrictJson;
import org.amana.core.key.Sha256;
import org.amana.issuer.authority.AuthorityId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The rows of every authority's register; each call names the authority, and another's rows are not there. */
@Component
public class PersonRegister {
    private static final int MAX_ROW_BYTES = 1024 * 1024;
    private final JdbcClient jdbc;
    private final Clock clock;

    PersonRegister(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The person, if this authority has them. */
    public Optional<Person> find(AuthorityId authority, PersonId id) {
        return jdbc.sql("""
                select id, register_number, given_name, family_name, birth_date, columns::text from person
                where authority = ? and id = ?""")
                .params(authority.value(), id.value())
                .query((row, number) -> new Person(new PersonId(row.getObject(1, UUID.class)), row.getString(2),
                        row.getString(3), row.getString(4), row.getString(5), columns(row.getString(6))))
                .optional();
    }

    /** The row of a register number, by column. */
    Optional<Map<String, String>> row(AuthorityId authority, String registerNumber) {
        return jdbc.sql("select columns::text from person where authority = ? and register_number = ?")
                .params(authority.value(), registerNumber)
                .query((row, number) -> columns(row.getString(1)))
                .optional();
    }

    /** True when the register has exactly this row already. */
    boolean has(AuthorityId authority, Map<String, String> columns) {
        return jdbc.sql("select row_digest from person where authority = ? and register_number = ?")
                .params(authority.value(), columns.getOrDefault("register_number", ""))
                .query(byte[].class)
                .optional()
                .map(digest -> Arrays.equals(digest, digest(columns)))
                .orElse(false);
    }

    /** Writes the row under its register number; the person keeps their id. False when nothing changed. */
    boolean put(AuthorityId authority, Map<String, String> columns) {
        ObjectNode json = StrictJson.object();
        columns.forEach(json::put);
        return jdbc.sql("""
                insert into person (id, authority, register_number, given_name, family_name, birth_date, columns,
                                    row_digest, imported_at)
                values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
                on conflict (authority, register_number) do update
                set given_name = excluded.given_name, family_name = excluded.family_name,
                    birth_date = excluded.birth_date, columns = excluded.columns, row_digest = excluded.row_digest,
                    imported_at = excluded.imported_at
                where person.row_digest <> excluded.row_digest""")
                .params(UUID.randomUUID(), authority.value(), columns.getOrDefault("register_number", ""),
                        columns.getOrDefault("given_name", ""), columns.getOrDefault("family_name", ""),
                        columns.getOrDefault("birth_date", ""), StrictJson.write(json), digest(columns),
                        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update() == 1;
    }

    private static byte[] digest(Map<String, String> columns) {
        ObjectNode json = StrictJson.object();
        new TreeMap<>(columns).forEach(json::put);
        return Sha256.of(StrictJson.canonical(json));
    }

    private static Map<String, String> columns(String text) {
        var columns = new TreeMap<String, String>();
        StrictJson.parseObject(text, MAX_ROW_BYTES)
                .properties()
                .forEach(column -> columns.put(column.getKey(), column.getValue().asString("")));
        return columns;
    }
}
