package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.amana.core.note.LogVerdict;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log over a real PostgreSQL: what the database refuses, and what the tree catches when it was not asked. */
class TamperingTest {
    private static final int ENTRIES = 600;
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path keys;
    private final DataSource database = TestLog.newDatabase();
    @SuppressWarnings("NullAway.Init") // set below
    private TestLog log;

    @BeforeEach
    void fill() throws Exception {
        log = TestLog.open(database, keys);
        log.appendAll(0, ENTRIES);
    }

    @AfterEach
    void stop() {
        log.close();
    }

    private void reopen() {
        log.close();
        log = TestLog.open(database, keys);
    }

    @Test
    void log_whenUntouchedAndReopened_isIntactAndGoesOn() {
        assertThat(log.check()).isInstanceOf(LogVerdict.Intact.class);
        reopen();
        assertThat(log.published().treeSize()).isEqualTo(ENTRIES);
        assertThat(log.append(ENTRIES).index()).isEqualTo(ENTRIES);
        assertThat(log.append(3)).as("repeated over a restart").isEqualTo(log.append(3));
        assertThat(log.published().treeSize()).isEqualTo(ENTRIES + 1);
        assertThat(log.check()).isInstanceOf(LogVerdict.Intact.class);
    }

    @Test
    void database_whenAskedToChangeWhatIsLogged_refuses() throws Exception {
        for (String statement : List.of("update leaf set entry = entry where index = 5",
                "delete from leaf where index = 599",
                "truncate leaf cascade", "update tile set root = root", "delete from tile",
                "update checkpoint set note = note", "delete from checkpoint where tree_size = 1",
                "truncate checkpoint cascade",
                "update event set kind = kind", "delete from head", "truncate head",
                "insert into head (one, tree_size, root, epoch) values (true, 0, sha256(''), 0)",
                "update head set tree_size = tree_size - 1", "update head set tree_size = tree_size + 1",
                "update head set root = sha256('x')", "update head set epoch = epoch - 1",
                "insert into leaf values (600, '\\x0201', sha256('\\x000201'::bytea))",
                "insert into leaf values (700, '\\x0201', sha256('\\x000201'::bytea))",
                "insert into leaf values (600, '\\x0201', sha256('\\x0201'::bytea))",
                "insert into idempotency values ('test', 'a request', sha256(''), 600, 600)",
                "insert into idempotency values ('test', 'a request', sha256(''), -1, 600)",
                "update register_version set document = document", "delete from register_version")) {
            try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
                assertThatThrownBy(() -> sql.execute(statement)).as(statement).isInstanceOf(SQLException.class);
                sql.execute("set session_replication_role = replica"); // what switches ordinary triggers off
                if (!statement.startsWith("insert into head") && !statement.contains("sha256('\\x0201'")) {
                    assertThatThrownBy(() -> sql.execute(statement)).as(statement).isInstanceOf(SQLException.class);
                }
            }
        }
        assertThat(log.check()).isInstanceOf(LogVerdict.Intact.class);
    }

    @Test
    void fsck_whenAnAdministratorChangesALeaf_namesIt() throws Exception {
        log.asAdministrator("leaf",
                "update leaf set entry = '\\x01ff', leaf_hash = sha256('\\x0001ff'::bytea) where index = 300");
        assertThat(log.reasons()).containsExactly("entry_mismatch", "tile_mismatch", "root_mismatch");
    }

    @Test
    void fsck_whenAnAdministratorSwapsTwoLeaves_isCaught() throws Exception {
        log.asAdministrator("leaf", "alter table idempotency disable trigger all",
                "update leaf set index = index + 100000 where index in (10, 11)",
                "update leaf set index = case index when 100010 then 11 else 10 end where index > 100000");
        assertThat(log.reasons()).contains("root_mismatch");
    }

    @Test
    void fsck_whenAnAdministratorChangesATileByte_namesTheTile() throws Exception {
        log.asAdministrator("tile",
                "update tile set hashes = set_byte(hashes, 40, 1 - get_byte(hashes, 40) % 2) where index = 1");
        reopen();
        assertThat(log.reasons()).contains("entry_mismatch");
    }

    @Test
    void fsck_whenAnAdministratorDropsTheLastLeaf_isCaughtAndTheLogDoesNotOpen() throws Exception {
        log.asAdministrator("leaf", "alter table idempotency disable trigger all",
                "delete from leaf where index = 599");
        assertThat(log.reasons()).contains("malformed_tile");
        assertThatThrownBy(this::reopen).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void append_whenTheDatabaseWentBack_isRefusedAndNothingForks() throws Exception {
        log.asAdministrator("head", "update head set tree_size = 599, epoch = epoch where one");
        for (int seed = ENTRIES; seed < ENTRIES + 2; seed++) {
            int entry = seed;
            assertThatThrownBy(() -> log.append(entry)).isInstanceOfSatisfying(ProblemException.class,
                    e -> assertThat(e.problem().code()).isEqualTo("log_not_continued"));
        }
    }

    @Test
    void append_whenAnotherClaimsTheLog_isRefusedOnceAndThenThisProcessLeadsAgain() throws Exception {
        new LogWriter(database, Optional.empty(), head -> {}).open();
        assertThatThrownBy(() -> log.append(ENTRIES)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("not_leading"));
        assertThat(log.append(ENTRIES).index()).as("nobody else holds the lock").isEqualTo(ENTRIES);
        assertThat(log.check()).isInstanceOf(LogVerdict.Intact.class);
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
}
