package org.amana.node.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.node.database.IdleDatabase;
import org.amana.node.database.NodeDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that is made while rows are written is the database as it was at one moment, with all that was acknowledged. */
class OnlineCopyTest {
    private static final ArchiveKey KEY = new ArchiveKey(new byte[ArchiveKey.BYTES]);
    @TempDir
    Path folder;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();

    @Test
    void copy_whileRowsAreWritten_isOneMoment() throws Exception {
        Path node = folder.resolve("node");
        OwnerOnlyFiles.createFolder(node);
        Path file = folder.resolve("copy.zip");
        try (NodeDatabase database = NodeDatabase.start(node, () -> {})) {
            assertThat(database).isNotNull();
            String url = Files.readString(node.resolve("postgres.url")).strip();
            execute(url, "create table one (n bigint primary key, filler text)", "create table other (n bigint)",
                    "create table newest (n bigint)", "insert into newest values (0)");
            var writing = CompletableFuture.runAsync(() -> write(url));
            while (committed.get() < 200 && !writing.isDone()) {
                Thread.onSpinWait();
            }
            try (ArchiveWriter archive = ArchiveWriter.create(file)) {
                new OnlineCopy(node.resolve("postgres"), archive).run(url, () -> acknowledged.set(committed.get()));
                archive.finish(Manifest.Kind.DATA, 1, "log", Instant.EPOCH, Optional.of(KEY));
            }
            long afterwards = committed.get();
            while (committed.get() == afterwards && !writing.isDone()) {
                Thread.onSpinWait();
            }
            stopped.set(true);
            writing.join();
        }
        requireOneMoment(restored(node, file));
    }

    private Path restored(Path node, Path file) throws Exception {
        Path restored = folder.resolve("restored");
        Archive.open(file, Manifest.Kind.DATA, 1, Optional.of(KEY)).extractTo(restored);
        Files.copy(node.resolve("postgres.password"), restored.resolve("postgres.password"));
        return restored;
    }

    private void requireOneMoment(Path restored) throws Exception {
        try (IdleDatabase database = IdleDatabase.start(restored)) {
            String url = database.url();
            long rows = number(url, "select count(*) from one");
            assertThat(rows).isGreaterThanOrEqualTo(acknowledged.get());
            assertThat(acknowledged.get()).isGreaterThanOrEqualTo(200);
            assertThat(number(url, "select max(n) from one")).as("no gap").isEqualTo(rows);
            assertThat(number(url, "select count(*) from other")).isEqualTo(rows);
            assertThat(number(url, "select n from newest")).isEqualTo(rows);
            assertThat(number(url, "select count(*) from pg_replication_slots")).isZero();
        }
    }

    /** Each transaction adds two rows and changes a third. */
    private void write(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement one = connection.prepareStatement("insert into one values (?, repeat('x', 3000))");
                PreparedStatement other = connection.prepareStatement("insert into other values (?)");
                PreparedStatement newest = connection.prepareStatement("update newest set n = ?")) {
            connection.setAutoCommit(false);
            for (long n = 1; !stopped.get(); n++) {
                for (PreparedStatement each : new PreparedStatement[]{one, other, newest}) {
                    each.setLong(1, n);
                    each.executeUpdate();
                }
                connection.commit();
                committed.set(n);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url); Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    private static long number(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
