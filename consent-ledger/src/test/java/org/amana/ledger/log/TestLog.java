package org.amana.ledger.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.amana.core.consent.Commitment;
import org.amana.core.merkle.TileId;
import org.amana.core.note.LogCheck;
import org.amana.core.note.LogVerdict;
import org.amana.core.problem.Finding;
import org.amana.support.TestPostgres;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A log of blind entries over a PostgreSQL database, without the service around it: one process of possibly several. */
final class TestLog implements AutoCloseable {
    static final String ORIGIN = "ledger.example/tlog";
    /** A leader that keeps its connection but is not heard from loses it after that long. */
    static final Duration LEASE = Duration.ofSeconds(1);
    private final CutDataSource database;
    private final LogKey key;
    private final PublishedLog published;
    private final Sequencer sequencer;
    private final BlindEntries blind = new BlindEntries();

    private TestLog(DataSource database, LogKey key, int capacity, Clock clock) {
        this.database = new CutDataSource(database);
        this.key = key;
        this.published = new PublishedLog(this.database);
        CheckpointSigner signer = key.checkpointSigner(clock);
        var publisher = new CheckpointPublisher(this.database, signer, published);
        this.sequencer = new Sequencer(this.database, publisher,
                new LogFollower(signer, published, new KnownLeader(Optional.empty(), origin -> false)),
                key.restoration(Clock.systemUTC()),
                new LogProperties(Optional.empty(), capacity, 100, Duration.ofSeconds(20), LEASE, null, null));
    }

    /** Opens the log that is in that database, with the keys and the mark in that folder. */
    static TestLog open(DataSource database, Path keys) {
        return open(database, keys, 10_000);
    }

    /** The same; so many entries may wait. */
    static TestLog open(DataSource database, Path keys, int capacity) {
        return open(database, keys, capacity, Clock.systemUTC());
    }

    /** The same; it signs by that clock. */
    static TestLog open(DataSource database, Path keys, Clock clock) {
        return open(database, keys, 10_000, clock);
    }

    private static TestLog open(DataSource database, Path keys, int capacity, Clock clock) {
        var log = new TestLog(database, LogKey.openOrCreate(keys, Optional.of(ORIGIN), "", new Random(1)), capacity,
                clock);
        log.sequencer.start();
        return log;
    }

    /** Another machine's copy of the keys, with the mark as it is now. */
    static Path copyKeys(Path keys, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : List.of("log.key", "log.vkey", "log.mark")) {
            Files.copy(keys.resolve(file), folder.resolve(file));
        }
        return folder;
    }

    /** An empty database with the ledger's tables. */
    static DataSource newDatabase() {
        TestPostgres.Database fresh = TestPostgres.newDatabase();
        DataSource source = connect(fresh.url());
        Flyway.configure()
                .dataSource(source)
                .schemas("ledger")
                .defaultSchema("ledger")
                .locations("classpath:/service-support/db", "classpath:/consent-ledger/db")
                .placeholders(Map.of("app_role", "amana_service"))
                .load()
                .migrate();
        return source;
    }

    /** A copy of a database nobody is connected to: the dump an administrator keeps. */
    static DataSource copy(DataSource original) throws SQLException {
        TestPostgres.Database copy = TestPostgres.copy(
                Objects.requireNonNull(original.unwrap(PGSimpleDataSource.class).getDatabaseName()));
        return connect(copy.url());
    }

    private static DataSource connect(String url) {
        var source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser("postgres");
        source.setPassword("postgres");
        source.setCurrentSchema("ledger");
        return source;
    }

    Appended append(int seed) {
        return append(submission(seed));
    }

    Appended append(Submission submission) {
        return sequencer.append(submission);
    }

    int waiting() {
        return sequencer.waitingCount();
    }

    Submission submission(int seed) {
        Commitment commitment = commitment(seed);
        return blind.submission(commitment,
                Idempotency.of("test", "entries", "key-of-the-request-%06d".formatted(seed), commitment.bytes()));
    }

    static Commitment commitment(int seed) {
        byte[] bytes = new byte[Commitment.BYTES];
        new Random(seed).nextBytes(bytes);
        bytes[0] = Commitment.VERSION;
        return Commitment.of(bytes);
    }

    /** Appends the entries of these seeds, many at a time. */
    void appendAll(int from, int to) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var appended = IntStream.range(from, to).mapToObj(i -> threads.submit(() -> append(i))).toList();
            for (var one : appended) {
                one.get();
            }
        }
    }

    boolean isLeading() {
        return sequencer.isLeading();
    }

    /** Its connections break off without a word, and it gets no new ones. */
    void cut() {
        database.cut();
    }

    /** It reaches the database again. */
    void mend() {
        database.mend();
    }

    PublishedLog published() {
        return published;
    }

    LogKey key() {
        return key;
    }

    /** Someone with all rights, who goes round the triggers of a table. */
    void asAdministrator(String table, String... statements) throws SQLException {
        asAdministrator(database, table, statements);
    }

    static void asAdministrator(DataSource database, String table, String... statements) throws SQLException {
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("alter table " + table + " disable trigger all");
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    LogVerdict check() {
        return LogCheck.check((path, maxBytes) -> {
            if (path.equals("checkpoint")) {
                return Optional.of(published.checkpoint().getBytes(StandardCharsets.UTF_8));
            }
            TileId id = TileId.parse(path);
            return Optional.of(id.level() == TileId.ENTRIES ? published.entries(id) : published.tile(id));
        }, key.identity());
    }

    List<String> reasons() {
        return check() instanceof LogVerdict.Broken broken
                ? broken.findings().stream().map(Finding::reason).distinct().toList()
                : List.of();
    }

    @Override
    public void close() {
        sequencer.stop();
    }
}
