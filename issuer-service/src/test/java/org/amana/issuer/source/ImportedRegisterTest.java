package org.amana.issuer.source;

import java.time.Clock;
import java.util.Map;
import org.amana.support.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ImportedRegisterTest extends OfficeRegisterContract {
    private static final TestPostgres.Database DATABASE = TestPostgres.newDatabase();
    private final JdbcClient jdbc = JdbcClient
            .create(new DriverManagerDataSource(DATABASE.url(), DATABASE.user(), DATABASE.password()));
    private final PersonRegister people = new PersonRegister(jdbc, Clock.systemUTC());

    @BeforeEach
    void fill() {
        jdbc.sql("""
                create table if not exists person (id uuid primary key, authority text, register_number text,
                given_name text, family_name text, birth_date text, columns jsonb, row_digest bytea,
                imported_at timestamptz, unique (authority, register_number))""").update();
        people.put(OFFICE, Map.of("register_number", "R-0001", "family_name", "حداد", "qualification_title",
                "Bachelor; \"Nursing\"", "eqf_level", "6", "regulated_profession", "yes"));
        people.put(OFFICE, Map.of("register_number", "R/00.2", "family_name", "Шевченко"));
        people.put(new org.amana.issuer.authority.AuthorityId("labour-office"), Map.of("register_number", "R-9999",
                "family_name", "Another office's"));
    }

    @Override
    OfficeRegister open() {
        return new ImportedRegister(OFFICE, people);
    }
}
