package org.amana.issuer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.amana.issuer.authority.RegisterConnection;
import org.amana.issuer.permit.Leaves;
import org.amana.support.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.unit.DataSize;

/** A register in a PostgreSQL of the office's own. */
class JdbcRegisterTest extends OfficeRegisterContract {
    private static final TestPostgres.Database DATABASE = TestPostgres.newDatabase();
    private static final JdbcClient OFFICE_DATABASE = JdbcClient
            .create(new DriverManagerDataSource(DATABASE.url(), DATABASE.user(), DATABASE.password()));
    private static final String ROW = "select number as register_number, surname as family_name,"
            + " title as qualification_title, level as eqf_level, regulated as regulated_profession, grades, sectors,"
            + " decided from cases where number = :?register_number";
    private final RegisterContext camel = new RegisterContext();
    @TempDir
    private Path folder = Path.of(".");

    @BeforeAll
    static void fill() {
        OFFICE_DATABASE.sql("""
                create table cases (number text, surname text, title text, level integer, regulated boolean,
                grades text, sectors text[], decided date)""").update();
        OFFICE_DATABASE
                .sql("""
                        insert into cases values ('R-0001', 'حداد', 'Bachelor; "Nursing"', 6, true, null, '{A,B}', '2024-02-29'),
                        ('R/00.2', 'Шевченко', null, null, null, null, null, null),
                        ('twice', 'A', null, null, null, null, null, null), ('twice', 'B', null, null, null, null, null, null)
                        """)
                .update();
    }

    @Override
    OfficeRegister open() {
        return register(DATABASE.url(), ROW, 8);
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void row_datesAndListsAreWrittenAsInTheImport() {
        assertThat(register().row(Leaves.of(OFFICE), "R-0001").orElseThrow()).containsEntry("decided", "2024-02-29")
                .containsEntry("sectors", "A|B");
    }

    @Test
    void answer_whenItIsNoRow_thenItsKindOfProblem() {
        assertThat(org.amana.core.testing.Problems.of(() -> register().row(Leaves.of(OFFICE), "twice")))
                .isInstanceOf(RegisterProblem.Unreadable.class);
        assertThat(problem(register("select 1.5 as a where :?register_number <> ''", 8)))
                .isInstanceOf(RegisterProblem.Unreadable.class);
        assertThat(problem(register("select repeat('x', 9000) as a where :?register_number <> ''", 8)))
                .isInstanceOf(RegisterProblem.TooLarge.class);
        assertThat(problem(register("select pg_sleep(20) as a where :?register_number <> ''", 8)))
                .isInstanceOf(RegisterProblem.TimedOut.class);
        assertThat(problem(register("select a from nothing where b = :?register_number", 8)))
                .isInstanceOf(RegisterProblem.Unavailable.class);
    }

    @Test
    void statement_whenItWouldWrite_thenTheDatabaseRefuses() {
        OFFICE_DATABASE.sql("""
                create or replace function spoil(text) returns text language sql as
                $$ insert into cases (number) values ('spoiled') returning number $$""").update();

        assertThat(problem(register("select spoil(:?register_number) as a", 8)))
                .isInstanceOf(RegisterProblem.Unavailable.class);

        assertThat(OFFICE_DATABASE.sql("select count(*) from cases where number = 'spoiled'")
                .query(Integer.class)
                .single()).isZero();
    }

    @Test
    void database_whenAway_thenUnavailable() {
        assertThat(problem(closing(register("jdbc:postgresql://localhost:1/none", ROW, 8))))
                .isInstanceOf(RegisterProblem.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete from cases where number = :?register_number", "select 1",
            "select 1 where a = :?register_number; delete from cases", "select :?register_number, :?register_number",
            "select :?register_number, :?other", "update x set a = (select :?register_number)"})
    void statement_whenItIsNotOneSelectWithOnePlace_thenTheServiceDoesNotStart(String statement) {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new RegisterConnection.Jdbc("jdbc:postgresql://x/y", "reader", Path.of("secret"), statement));
    }

    private OfficeRegister register(String statement, int kilobytes) {
        return closing(register(DATABASE.url(), statement, kilobytes));
    }

    private JdbcRegister register(String url, String statement, int kilobytes) {
        try {
            Path secret = Files.writeString(folder.resolve("password"), DATABASE.password() + "\n");
            var jdbc = new RegisterConnection.Jdbc(url, DATABASE.user(), secret, statement);
            return new JdbcRegister(OFFICE, new RegisterConnection(Duration.ofSeconds(1),
                    DataSize.ofKilobytes(kilobytes), null, jdbc, null), jdbc, camel);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
