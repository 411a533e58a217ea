package org.amana.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.amana.core.key.OwnerOnlyFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Duration> SHORT = List.of(Duration.ofMillis(200), Duration.ofMillis(200));
    @TempDir
    Path folder;
    private ServerProgram program;
    private final CountDownLatch givenUp = new CountDownLatch(1);

    @BeforeEach
    void prepare() {
        OwnerOnlyFiles.createFolder(folder.resolve("postgres"));
        OwnerOnlyFiles.createFolder(folder.resolve("log"));
        OwnerOnlyFiles.write(folder.resolve("postgres.password"), "secret".getBytes(StandardCharsets.US_ASCII));
        program = new ServerProgram(folder, "secret");
    }

    @Test
    void server_whenKilledTwice_isBackOnItsPortWithWhatWasCommitted() throws Exception {
        try (DatabaseWatch watch = DatabaseWatch.start(program, givenUp::countDown)) {
            int port = watch.server().getPort();
            try (Connection connection = watch.server().getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table kept as select 42 as answer");
            }
            for (int round = 0; round < 2; round++) {
                long killed = pid();
                ProcessHandle.of(killed).orElseThrow().destroyForcibly();
                await().atMost(PATIENCE)
                        .ignoreExceptions() // between two servers there is no file, or half of one
                        .until(() -> pid() != killed && holds(watch));
                assertThat(watch.server().getPort()).isEqualTo(port);
            }
            assertThat(givenUp.getCount()).isEqualTo(1);
        }
    }

    @Test
    void server_whenItCannotBeStartedAgain_isGivenUp() throws Exception {
        try (DatabaseWatch _ = DatabaseWatch.start(program, SHORT, givenUp::countDown)) {
            Files.writeString(program.files().resolve("PG_VERSION"), "1\n");
            ProcessHandle.of(pid()).orElseThrow().destroyForcibly();

            assertThat(givenUp.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void close_endsTheServerAndStartsNoOther() throws Exception {
        DatabaseWatch watch = DatabaseWatch.start(program, SHORT, givenUp::countDown);
        ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();

        watch.close();

        assertThat(server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        assertThat(program.files().resolve("postmaster.pid")).doesNotExist();
        assertThat(givenUp.getCount()).isEqualTo(1);
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(program.files().resolve("postmaster.pid")).getFirst().strip());
    }

    private static boolean holds(DatabaseWatch watch) {
        try (Connection connection = watch.server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select answer from kept")) {
            return row.next() && row.getInt(1) == 42;
        } catch (SQLException notYet) {
            return false;
        }
    }
}
