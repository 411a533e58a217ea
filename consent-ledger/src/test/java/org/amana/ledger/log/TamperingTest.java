package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.amana.core.consent.Commitment;
import org.amana.core.merkle.TileId;
import org.amana.core.note.LogCheck;
import org.amana.core.note.LogVerdict;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.support.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The log over a real PostgreSQL: what the database refuses, and what the tree catches when it was not asked. */
class TamperingTest {
    private static final int ENTRIES = 600;
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path keys;
    @SuppressWarnings("NullAway.Init") // as above
    private DataSource database;
    @SuppressWarnings("NullAway.Init") // as above
    private Sequencer sequencer;
    @SuppressWarnings("NullAway.Init") // as above
    private PublishedLog published;
    @SuppressWarnings("NullAway.Init") // as above
    private LogKey key;
    private final BlindEntries blind = new BlindEntries();

    @BeforeEach
    void fill() throws Exception {
        TestPostgres.Database fresh = TestPostgres.newDatabase();
        var source = new PGSimpleDataSource();
        source.setURL(fresh.url());
        source.setUser(fresh.user());
        source.setPassword(fresh.password());
        source.setCurrentSchema("ledger");
        database = source;
        Flyway.configure()
                .dataSource(source)
                .schemas("ledger")
                .defaultSchema("ledger")
                .locations("classpath:/consent-ledger/db")
                .load()
                .migrate();
        key = LogKey.openOrCreate(keys, Optional.of("ledger.example/tlog"), "", new Random(1));
        open();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var appended = IntStream.range(0, ENTRIES).mapToObj(i -> threads.submit(() -> append(i))).toList();
            for (var one : appended) {
                one.get();
            }
        }
    }

    @AfterEach
    void stop() {
        sequencer.stop();
    }

    private void open() {
        published = new PublishedLog(database);
        sequencer = new Sequencer(new LogWriter(database, key.signer(), published, Clock.systemUTC()),
                new LogProperties(Optional.empty(), 10_000, 100, java.time.Duration.ofSeconds(20)));
        sequencer.start();
    }

    private Appended append(int seed) {
        byte[] bytes = new byte[Commitment.BYTES];
        new Random(seed).nextBytes(bytes);
        bytes[0] = Commitment.VERSION;
        return sequencer.append(blind.submission(Commitment.of(bytes),
                Idempotency.of("test", "entries", "key-of-the-request-%06d".formatted(seed), bytes)));
    }

    @Test
    void log_whenUntouchedAndReopened_isIntactAndGoesOn() {
        assertThat(check()).isInstanceOf(LogVerdict.Intact.class);
        sequencer.stop();
        open();
        assertThat(published.treeSize()).isEqualTo(ENTRIES);
        assertThat(append(ENTRIES).index()).isEqualTo(ENTRIES);
        assertThat(append(3)).as("repeated over a restart").isEqualTo(append(3));
        assertThat(published.treeSize()).isEqualTo(ENTRIES + 1);
        assertThat(check()).isInstanceOf(LogVerdict.Intact.class);
    }

    @Test
    void database_whenAskedToChangeWhatIsLogged_refuses() throws Exception {
        for (String statement : List.of("update leaf set entry = entry where index = 5",
                "delete from leaf where index = 599",
                "truncate leaf cascade", "update tile set root = root", "delete from tile",
                "update checkpoint set note = note", "delete from checkpoint where tree_size = 1",
                "truncate checkpoint cascade",
                "update event set kind = kind", "delete from event", "delete from head", "truncate head",
                "insert into head (one, tree_size, root, epoch) values (true, 0, sha256(''), 0)",
                "update head set tree_size = tree_size - 1", "update head set tree_size = tree_size + 1",
                "update head set root = sha256('x')", "update head set epoch = epoch - 1",
                "insert into leaf values (600, '\\x0201', sha256('\\x000201'::bytea))",
                "insert into leaf values (700, '\\x0201', sha256('\\x000201'::bytea))",
                "insert into leaf values (600, '\\x0201', sha256('\\x0201'::bytea))",
                "update register_version set document = document", "delete from register_version")) {
            try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
                assertThatThrownBy(() -> sql.execute(statement)).as(statement).isInstanceOf(SQLException.class);
                sql.execute("set session_replication_role = replica"); // what switches ordinary triggers off
                if (!statement.startsWith("insert into head") && !statement.contains("sha256('\\x0201'")) {
                    assertThatThrownBy(() -> sql.execute(statement)).as(statement).isInstanceOf(SQLException.class);
                }
            }
        }
        assertThat(check()).isInstanceOf(LogVerdict.Intact.class);
    }

    @Test
    void fsck_whenAnAdministratorChangesALeaf_namesIt() throws Exception {
        asAdministrator("leaf",
                "update leaf set entry = '\\x01ff', leaf_hash = sha256('\\x0001ff'::bytea) where index = 300");
        assertThat(reasons()).containsExactly("entry_mismatch", "tile_mismatch", "root_mismatch");
    }

    @Test
    void fsck_whenAnAdministratorSwapsTwoLeaves_isCaught() throws Exception {
        asAdministrator("leaf", "alter table idempotency disable trigger all",
                "update leaf set index = index + 100000 where index in (10, 11)",
                "update leaf set index = case index when 100010 then 11 else 10 end where index > 100000");
        assertThat(reasons()).contains("root_mismatch");
    }

    @Test
    void fsck_whenAnAdministratorChangesATileByte_namesTheTile() throws Exception {
        asAdministrator("tile",
                "update tile set hashes = set_byte(hashes, 40, 1 - get_byte(hashes, 40) % 2) where index = 1");
        sequencer.stop();
        open();
        assertThat(reasons()).contains("entry_mismatch");
    }

    @Test
    void fsck_whenAnAdministratorDropsTheLastLeaf_isCaughtAndTheLogDoesNotOpen() throws Exception {
        asAdministrator("leaf", "alter table idempotency disable trigger all", "delete from leaf where index = 599");
        assertThat(reasons()).contains("malformed_tile");
        sequencer.stop();
        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void append_whenTheDatabaseWentBack_isRefusedAndNothingForks() throws Exception {
        asAdministrator("head", "update head set tree_size = 599, epoch = epoch where one");
        assertThatThrownBy(() -> append(ENTRIES)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("ledger_unavailable"));
        assertThatThrownBy(() -> append(ENTRIES + 1)).isInstanceOf(ProblemException.class);
    }

    @Test
    void append_whenAnotherProcessLeads_stepsDown() {
        Sequencer first = sequencer;
        open();
        assertThat(append(ENTRIES).index()).isEqualTo(ENTRIES);
        sequencer = first;
        assertThatThrownBy(() -> append(ENTRIES + 1)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("ledger_unavailable"));
        assertThat(check()).isInstanceOf(LogVerdict.Intact.class);
    }

    @Test
    void key_isReadableByItsOwnerAloneAndKeepsItsName() throws Exception {
        assertThat(java.nio.file.attribute.PosixFilePermissions
                .toString(Files.getPosixFilePermissions(keys.resolve("log.key"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(keys.resolve("log.vkey"))).startsWith("ledger.example/tlog+");
        assertThatThrownBy(() -> LogKey.openOrCreate(keys, Optional.of("other"), "", new Random(1)))
                .hasMessageContaining("a log keeps its name");
    }

    /** Someone with all rights, who goes round the triggers. */
    private void asAdministrator(String table, String... statements) throws SQLException {
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("alter table " + table + " disable trigger all");
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    private LogVerdict check() {
        return LogCheck.check((path, maxBytes) -> {
            if (path.equals("checkpoint")) {
                return Optional.of(published.checkpoint().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            TileId id = TileId.parse(path);
            return Optional.of(id.level() == TileId.ENTRIES ? published.entries(id) : published.tile(id));
        }, key.identity());
    }

    private List<String> reasons() {
        return check() instanceof LogVerdict.Broken broken
                ? broken.findings().stream().map(Finding::reason).distinct().toList()
                : new ArrayList<>();
    }
}
