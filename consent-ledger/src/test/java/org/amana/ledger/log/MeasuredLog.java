package org.amana.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.amana.core.consent.Commitment;
import org.amana.core.merkle.InclusionProof;
import org.amana.core.merkle.TileId;
import org.amana.core.note.LogFiles;
import org.amana.core.note.LogIdentity;
import org.flywaydb.core.Flyway;

/**
 * A log for figures: the sequencer as it runs in the service, with nothing around it. Other modules' benchmarks use it,
 * since what it is made of is nobody's business in production.
 */
public final class MeasuredLog implements AutoCloseable {
    private static final int MAX_BATCH = 1_000;
    private static final String CALLER = "figures";
    private static final String ENDPOINT = "entries";
    private static final Participant NUMBERED = (tx, submissions, reading) -> new Participant.Batch() {
        @Override
        public byte[] decide(Submission submission, long index) {
            return ((Numbered) submission).commitment().bytes();
        }

        @Override
        public void write(Connection transaction) {
            // the leaf is all there is
        }
    };
    private final LogConnections connections;
    private final LogKey key;
    private final PublishedLog published;
    private final Sequencer sequencer;

    private MeasuredLog(DataSource database, Path keys) {
        this.connections = LogConnections.beside(database);
        this.key = LogKey.openOrCreate(keys, Optional.of("figures.example/tlog"), "", new Random(1));
        this.published = new PublishedLog(database);
        CheckpointSigner signer = key.checkpointSigner(Clock.systemUTC());
        var publisher = new CheckpointPublisher(connections.dataSource(), signer, published);
        this.sequencer = new Sequencer(connections.dataSource(), publisher,
                new LogFollower(signer, published, new KnownLeader(Optional.empty(), origin -> false)),
                key.restoration(Clock.systemUTC()),
                new LogProperties(Optional.empty(), 10_000, MAX_BATCH, Duration.ofSeconds(20), Duration.ofSeconds(10),
                        null, null));
        sequencer.start();
    }

    /** Opens the log of that database, whose tables exist; its keys and its mark are in {@code keys}. */
    public static MeasuredLog open(DataSource database, Path keys) {
        return new MeasuredLog(database, keys);
    }

    /** The ledger's tables, in schema {@code ledger}. */
    public static void createTables(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .schemas("ledger")
                .defaultSchema("ledger")
                .locations("classpath:/service-support/db", "classpath:/consent-ledger/db")
                .placeholders(Map.of("app_role", "postgres"))
                .load()
                .migrate();
    }

    /** Appends that many entries to a log nobody leads, without signing them. */
    public static void fill(DataSource database, long from, int count) throws SQLException {
        var writer = new LogWriter(database, Optional.empty(), head -> {});
        writer.open();
        var batch = new ArrayList<Submission>();
        for (long entry = from; entry < from + count; entry++) {
            batch.add(submission(entry, false));
            if (batch.size() == MAX_BATCH || entry == from + count - 1) {
                writer.write(batch);
                batch.clear();
            }
        }
    }

    /** What a start of the log does with the database, whatever its size. */
    public static long openWriter(DataSource database) throws SQLException {
        return new LogWriter(database, Optional.empty(), head -> {}).open().treeSize();
    }

    /** Appends entry number {@code entry}; returns when it is durable and signed. */
    public long append(long entry) {
        return sequencer.append(submission(entry, false)).index();
    }

    /** The same in the lane of withdrawals. */
    public long appendUrgently(long entry) {
        return sequencer.append(submission(entry, true)).index();
    }

    private record Numbered(Commitment commitment, Optional<Idempotency> idempotency, boolean isUrgent,
                            Participant participant)
            implements
                Submission {}

    private static Submission submission(long entry, boolean urgent) {
        byte[] bytes = entry(entry);
        return new Numbered(Commitment.of(bytes), Optional.of(Idempotency.of(CALLER, ENDPOINT, key(entry), bytes)),
                urgent, NUMBERED);
    }

    /** What the log stores for an entry beside the leaf. */
    public static String scope() {
        return CALLER + " " + ENDPOINT;
    }

    /** The idempotency key of an entry. */
    public static String key(long entry) {
        return "entry-number-%016d".formatted(entry);
    }

    /** The 33 bytes of an entry: no two alike. */
    public static byte[] entry(long entry) {
        byte[] bytes = new byte[Commitment.BYTES];
        new Random(entry).nextBytes(bytes);
        bytes[0] = Commitment.VERSION;
        return bytes;
    }

    /** Count of entries that are signed. */
    public long treeSize() {
        return published.treeSize();
    }

    /** The proof of an entry. */
    public InclusionProof inclusion(long index, long treeSize) {
        return published.inclusion(index, treeSize);
    }

    /** What its checkpoints are verified against. */
    public LogIdentity identity() {
        return key.identity();
    }

    /** Reads what is published, and leaves a copy of each file below {@code folder}. */
    public LogFiles exportTo(Path folder) {
        return (path, maxBytes) -> {
            byte[] content = path.equals("checkpoint")
                    ? published.checkpoint().getBytes(StandardCharsets.UTF_8)
                    : file(TileId.parse(path));
            try {
                Path copy = folder.resolve(path);
                Files.createDirectories(copy.getParent());
                Files.write(copy, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Optional.of(content);
        };
    }

    private byte[] file(TileId id) {
        return id.level() == TileId.ENTRIES ? published.entries(id) : published.tile(id);
    }

    @Override
    public void close() {
        sequencer.stop();
        connections.close();
    }
}
