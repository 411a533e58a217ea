package org.amana.ledger.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.amana.core.consent.RecordId;
import org.amana.support.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Weeks go by: living keys are carried along, erased ones are left behind, and old weeks end. */
class RewrappingTest {
    private static final long NOW = 2_968;
    private static final Random RANDOM = new Random();
    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Path file;

    RewrappingTest(@TempDir Path folder) {
        this.file = folder.resolve("epoch.key");
    }

    @BeforeEach
    void tables() {
        database.setURL(TestPostgres.newDatabase().url());
        database.setUser("postgres");
        database.setPassword("postgres");
        database.setCurrentSchema("ledger");
        Flyway.configure()
                .dataSource(database)
                .schemas("ledger")
                .defaultSchema("ledger")
                .locations("classpath:/service-support/db", "classpath:/consent-ledger/db")
                .placeholders(Map.of("app_role", "amana_service"))
                .load()
                .migrate();
    }

    @Test
    void run_whenWeeksGoBy_carriesLivingKeysAlongAndDestroysOldWeeks() throws SQLException {
        List<SubjectKey> made = insert(NOW, 1_203);
        byte[] sealed = made.getFirst().seal("a notice".getBytes(StandardCharsets.US_ASCII), "there");

        rewrapping(NOW + 1).run();
        assertThat(epochs()).containsExactly(NOW + 1);
        assertThat(keys(NOW).oldest()).as("backups of that week can still be read").isEqualTo(NOW);

        rewrapping(NOW + 9).run();
        assertThat(epochs()).containsExactly(NOW + 9);
        assertThat(keys(NOW + 9).oldest()).isEqualTo(NOW + 5);
        assertThat(find(NOW + 9, made.getFirst().relation()).open(sealed, "there"))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("a notice");
    }

    @Test
    void run_whenAKeyWasErased_thenNoBackupOpensItOnceItsWeekIsDestroyed() throws SQLException {
        List<SubjectKey> made = insert(NOW, 2);
        WrappedKey backup = stored(made.getFirst().relation());
        jdbc.sql("delete from subject_key where relation = ?").param(made.getFirst().relation()).update();

        rewrapping(NOW + 4).run();
        assertThat(new SubjectKeys(keys(NOW + 4), RANDOM).unwrap(backup).relation()).isEqualTo(backup.relation());

        rewrapping(NOW + 5).run();
        assertThatThrownBy(() -> new SubjectKeys(keys(NOW + 5), RANDOM).unwrap(backup))
                .hasMessageContaining("destroyed");
        assertThat(jdbc.sql("select count(*) from subject_key").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void run_whenAKeyDoesNotOpen_keepsItsWeekAndCarriesTheOthersAlong() throws SQLException {
        List<SubjectKey> made = insert(NOW, 3);
        jdbc.sql("update subject_key set wrapped = '\\x00' where relation = ?")
                .param(made.get(1).relation())
                .update();
        rewrapping(NOW + 30).run();
        assertThat(epochs()).containsExactly(NOW, NOW + 30);
        assertThat(keys(NOW + 30).oldest()).isEqualTo(NOW);
    }

    @Test
    void start_whenAKeyFileIsAnother_isRefused() throws SQLException {
        insert(NOW, 1);
        var names = new LookUpNames(new byte[32]);
        rightKeys(names, keys(NOW)).afterSingletonsInstantiated();
        rightKeys(names, keys(NOW)).afterSingletonsInstantiated();

        byte[] other = new byte[32];
        other[31] = 1;
        assertThatThrownBy(() -> rightKeys(new LookUpNames(other), keys(NOW)).afterSingletonsInstantiated())
                .hasMessageContaining("keys/look-up.key is not the one");
        EpochKeys fresh = EpochKeys.openOrCreate(file.resolveSibling("fresh.key"), RANDOM, clock(NOW));
        assertThatThrownBy(() -> rightKeys(names, fresh).afterSingletonsInstantiated())
                .hasMessageContaining("keys/epoch.key is not the one");
    }

    @Test
    void unwrap_whenTheRowWasMovedToAnotherRelation_isRefused() throws SQLException {
        List<SubjectKey> made = insert(NOW, 2);
        WrappedKey first = stored(made.getFirst().relation());
        var moved = new WrappedKey(made.getLast().relation(), first.epoch(), first.bytes());
        assertThatThrownBy(() -> new SubjectKeys(keys(NOW), RANDOM).unwrap(moved))
                .isInstanceOf(IllegalStateException.class);
    }

    private List<SubjectKey> insert(long epoch, int count) throws SQLException {
        var subjects = new SubjectKeys(keys(epoch), RANDOM);
        var names = new LookUpNames(new byte[32]);
        List<SubjectKey> fresh = IntStream.range(0, count)
                .mapToObj(i -> subjects.make(names.of(new RecordId("relation-number-%06d".formatted(i)))))
                .toList();
        try (Connection connection = database.getConnection()) {
            subjects.insert(connection, fresh);
        }
        return fresh;
    }

    private SubjectKey find(long epoch, String relation) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Objects.requireNonNull(
                    new SubjectKeys(keys(epoch), RANDOM).find(connection, List.of(relation, "nobody")).get(relation));
        }
    }

    private WrappedKey stored(String relation) {
        return jdbc.sql("select " + WrappedKey.COLUMNS + " from subject_key k where relation = ?")
                .param(relation)
                .query((row, number) -> WrappedKey.read(row, 1))
                .single();
    }

    private List<Long> epochs() {
        return jdbc.sql("select distinct epoch from subject_key order by epoch")
                .query((row, number) -> row.getLong(1))
                .list();
    }

    private RightKeys rightKeys(LookUpNames names, EpochKeys keys) {
        return new RightKeys(jdbc, names, new SubjectKeys(keys, RANDOM));
    }

    private Rewrapping rewrapping(long epoch) {
        EpochKeys keys = keys(epoch);
        return new Rewrapping(jdbc, new SubjectKeys(keys, RANDOM), keys, new SealingProperties(Duration.ofDays(28)));
    }

    private EpochKeys keys(long epoch) {
        return EpochKeys.openOrCreate(file, RANDOM, clock(epoch));
    }

    private static Clock clock(long epoch) {
        return Clock.fixed(Instant.EPOCH.plus(EpochKeys.EPOCH.multipliedBy(epoch)).plusSeconds(3_600), ZoneOffset.UTC);
    }
}
