package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.EntryBundle;
import org.amana.core.merkle.InclusionProof;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileId;
import org.amana.core.merkle.TiledNodes;
import org.amana.core.note.TlogProof;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What anyone may read of the log: the newest checkpoint, tiles, bundles and proofs. Unfinished
 * tiles are in memory, finished ones in a small cache before the database.
 */
public final class PublishedLog {
    private static final int CACHED_TILES = 1_024;
    /** From an entry's commit to its signature are milliseconds; a follower looks a few times a second. */
    private static final Duration SIGNING_PATIENCE = Duration.ofSeconds(2);
    private final DataSource dataSource;
    private final ReentrantLock cacheLock = new ReentrantLock();
    private final Map<TileId, Tile> cache = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TileId, Tile> eldest) {
            return size() > CACHED_TILES;
        }
    };
    private final ReentrantLock growth = new ReentrantLock();
    private final Condition grown = growth.newCondition();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Snapshot newest;

    /** A committed state; its tiles only ever grow beyond {@code treeSize}, never within. */
    private record Snapshot(Tip tip, String checkpoint) {
        long treeSize() {
            return tip.treeSize();
        }
    }

    PublishedLog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Keeps tiles that are durable, published or about to be. */
    void keep(Tip tip) {
        cacheLock.lock();
        try {
            cache.putAll(tip.filled());
        } finally {
            cacheLock.unlock();
        }
    }

    /** Called by one thread at a time: the publisher, or whoever follows one. */
    void publish(Tip tip, String checkpoint) {
        keep(tip);
        newest = new Snapshot(tip, checkpoint);
        growth.lock();
        try {
            grown.signalAll();
        } finally {
            growth.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    /**
     * Has somebody told whenever a checkpoint was published.
     *
     * @param listener called by the publisher before it goes on: must not wait and must not throw
     */
    public void onPublish(Runnable listener) {
        listeners.add(listener);
    }

    /** An entry in the newest tree. */
    Appended signed(long index) {
        Snapshot now = snapshot();
        return new Appended(index, now.treeSize(), now.checkpoint());
    }

    /** The newest signed checkpoint. */
    public String checkpoint() {
        return snapshot().checkpoint();
    }

    /** Count of entries it covers. */
    public long treeSize() {
        return snapshot().treeSize();
    }

    /**
     * What an earlier request with this key became, so that a repetition is answered as the first was, whatever has
     * changed since.
     *
     * @throws ProblemException {@link LogProblem.KeyReused} when its body was another
     */
    public Optional<Appended> earlier(Idempotency request) {
        try (Connection connection = dataSource.getConnection()) {
            LogTables.Earlier earlier = LogTables.earlier(connection, List.of(request)).get(request.name());
            if (earlier != null && !earlier.isFor(request)) {
                throw new ProblemException(new LogProblem.KeyReused());
            }
            return earlier != null && earlier.outcome() instanceof Outcome.Repeated repeated
                    ? Optional.of(repeated.appended())
                    : Optional.empty();
        } catch (SQLException e) {
            throw LogWriter.unavailable(e);
        }
    }

    /**
     * The proof of an entry in the tree it was signed with: the same bytes whenever it is asked for.
     *
     * @throws ProblemException {@link LogProblem.Unavailable} while that tree is not published in this process
     */
    public TlogProof proof(Appended appended) {
        if (appended.treeSize() > treeSize()) {
            throw new ProblemException(new LogProblem.Unavailable("the entry is not in the published tree yet"));
        }
        return new TlogProof(appended.index(), inclusion(appended.index(), appended.treeSize()).path(),
                appended.checkpoint());
    }

    /** The proof of an entry in the newest tree; an entry that is stored and not signed yet is waited for. Refusal as above. */
    public TlogProof proof(long index) {
        awaitPublished(index);
        return proof(signed(index));
    }

    private void awaitPublished(long index) {
        if (index < treeSize()) {
            return;
        }
        long patience = SIGNING_PATIENCE.toNanos();
        growth.lock();
        try {
            while (treeSize() <= index) {
                if (patience <= 0) {
                    throw new ProblemException(
                            new LogProblem.Unavailable("the entry is not in the published tree yet"));
                }
                patience = grown.awaitNanos(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new LogProblem.Unavailable("the ledger is stopping"), e);
        } finally {
            growth.unlock();
        }
    }

    /**
     * An inclusion proof.
     *
     * @throws ProblemException {@link LogProblem.NotFound} beyond the newest tree,
     *         {@link org.amana.core.merkle.MerkleProblem.OutOfRange}
     */
    public InclusionProof inclusion(long index, long treeSize) {
        return InclusionProof.make(index, treeSize, nodes(treeSize));
    }

    /** A consistency proof; refusals as above. */
    public ConsistencyProof consistency(long oldSize, long newSize) {
        return ConsistencyProof.make(oldSize, newSize, nodes(newSize));
    }

    /** A consistency proof to a tree that is not published yet. */
    ConsistencyProof consistency(long oldSize, Tip tip) {
        return ConsistencyProof.make(oldSize, tip.treeSize(), new TiledNodes(tip.treeSize(), id -> tile(id, tip)));
    }

    /**
     * Bytes of a tile.
     *
     * @throws ProblemException {@link LogProblem.NotFound} when the newest tree does not reach so far
     */
    byte[] tile(TileId id) {
        Snapshot now = snapshot();
        requirePublished(id, id.level(), now.treeSize());
        return tile(id, now.tip()).bytes(id.width());
    }

    /**
     * Bytes of one entry.
     *
     * @throws ProblemException {@link LogProblem.NotFound} beyond the newest tree
     */
    public byte[] entry(long index) {
        if (index < 0 || index >= treeSize()) {
            throw new ProblemException(new LogProblem.NotFound("the log has " + treeSize() + " entries"));
        }
        try (Connection connection = dataSource.getConnection()) {
            return LogTables.entries(connection, index, 1).getFirst();
        } catch (SQLException e) {
            throw LogWriter.unavailable(e);
        }
    }

    /** Bytes of an entry bundle; refusal as above. */
    byte[] entries(TileId id) {
        requirePublished(id, 0, snapshot().treeSize());
        try (Connection connection = dataSource.getConnection()) {
            return EntryBundle.write(LogTables.entries(connection, id.index() * Tile.WIDTH, id.width()));
        } catch (SQLException e) {
            throw LogWriter.unavailable(e);
        }
    }

    private static void requirePublished(TileId id, int level, long treeSize) {
        // level 8 would span 2^64 leaves
        long hashes = level > 7 ? 0 : treeSize >> (Tile.HEIGHT * level);
        if (hashes < id.index() * Tile.WIDTH + id.width()) {
            throw new ProblemException(new LogProblem.NotFound(id.path() + " is not published"));
        }
    }

    private TiledNodes nodes(long treeSize) {
        Snapshot now = snapshot();
        if (treeSize > now.treeSize()) {
            throw new ProblemException(new LogProblem.NotFound("the log has " + now.treeSize() + " entries"));
        }
        return new TiledNodes(treeSize, id -> tile(id, now.tip()));
    }

    private Tile tile(TileId id, Tip now) {
        long unfinished = (now.treeSize() >> (Tile.HEIGHT * id.level())) / Tile.WIDTH;
        return id.index() == unfinished ? now.edge().get(id.level()) : full(id.full());
    }

    private Tile full(TileId id) {
        cacheLock.lock();
        try {
            Tile cached = cache.get(id);
            if (cached != null) {
                return cached;
            }
        } finally {
            cacheLock.unlock();
        }
        Tile read;
        try (Connection connection = dataSource.getConnection()) {
            read = Tile.parse(LogTables.tile(connection, id.level(), id.index())
                    .orElseThrow(() -> new IllegalStateException(id.path() + " is missing in the database")));
        } catch (SQLException e) {
            throw LogWriter.unavailable(e);
        }
        cacheLock.lock();
        try {
            cache.put(id, read);
        } finally {
            cacheLock.unlock();
        }
        return read;
    }

    private Snapshot snapshot() {
        return Optional.ofNullable(newest)
                .orElseThrow(() -> new ProblemException(new LogProblem.Unavailable("the log is not open yet")));
    }
}
