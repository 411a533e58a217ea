package org.amana.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileId;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps a folder with the published log up to date, best on another disk: what a restored backup lacks comes back from
 * it. It holds what everyone may read, laid out as C2SP tlog-tiles says, so any web server can publish it and
 * {@code amana-ledger fsck} checks it. The checkpoint is written last: whoever reads the folder at any moment finds all
 * that the checkpoint covers. A folder that is ahead of this log, or another log's, is left alone.
 */
final class LogMirror implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LogMirror.class);
    private static final long AT_MOST_EVERY_MILLIS = 500;
    private static final long RETRY_MILLIS = 5_000;
    private final Path folder;
    private final PublishedLog published;
    private final LogIdentity identity;
    private final Semaphore news = new Semaphore(0);
    private long mirrored;
    private boolean begun;
    private @Nullable Thread thread;

    LogMirror(Path folder, PublishedLog published, LogIdentity identity) {
        this.folder = folder;
        this.published = published;
        this.identity = identity;
    }

    /**
     * Brings the folder up to date.
     *
     * @throws IllegalStateException when it is ahead of this log, or another log's
     */
    void update() throws IOException {
        String note = published.checkpoint();
        Checkpoint newest = identity.open(UnverifiedNote.parse(note));
        if (!begun) {
            mirrored = before(newest);
            begun = true;
        }
        long size = newest.treeSize();
        if (size == mirrored) {
            return;
        }
        for (int level = TileId.ENTRIES; level <= 7; level++) {
            writeLevel(level, size);
        }
        OwnerOnlyFiles.writeReadable(folder.resolve("checkpoint"), note.getBytes(StandardCharsets.UTF_8));
        for (int level = TileId.ENTRIES; level <= 7; level++) {
            deletePartial(level, mirrored, size);
        }
        mirrored = size;
    }

    private void writeLevel(int level, long size) throws IOException {
        long hashes = hashes(level, size);
        for (long index = hashes(level, mirrored) / Tile.WIDTH; index * Tile.WIDTH < hashes; index++) {
            TileId id = TileId.of(level, index, size);
            Path file = folder.resolve(id.path());
            Files.createDirectories(parent(file));
            OwnerOnlyFiles.writeReadable(file,
                    level == TileId.ENTRIES ? published.entries(id) : published.tile(id));
        }
    }

    /** What has grown since need not be kept. */
    private void deletePartial(int level, long before, long size) throws IOException {
        long hashes = hashes(level, before);
        if (hashes % Tile.WIDTH != 0 && hashes != hashes(level, size)) {
            Path old = folder.resolve(TileId.of(level, hashes / Tile.WIDTH, before).path());
            Files.deleteIfExists(old);
            if (hashes(level, size) / Tile.WIDTH > hashes / Tile.WIDTH) {
                Files.deleteIfExists(parent(old));
            }
        }
    }

    private static long hashes(int level, long size) {
        return size >> (Tile.HEIGHT * Math.max(level, 0));
    }

    /** How far the folder reaches already. */
    private long before(Checkpoint newest) throws IOException {
        Path file = folder.resolve("checkpoint");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            return 0;
        }
        Checkpoint found;
        try {
            found = identity.open(UnverifiedNote.parse(Files.readAllBytes(file)));
        } catch (ProblemException e) {
            throw new IllegalStateException(folder + " holds another log or a damaged one: " + e.problem().detail(), e);
        }
        boolean continued = found.treeSize() == 0 || (found.treeSize() <= newest.treeSize()
                && (found.treeSize() == newest.treeSize()
                        ? found.root().equals(newest.root())
                        : published.consistency(found.treeSize(), newest.treeSize())
                                .verify(found.root(), newest.root())));
        if (!continued) {
            throw new IllegalStateException(folder + " has " + found.treeSize()
                    + " entries that this log does not continue; it is left as it is");
        }
        return found.treeSize();
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalStateException("a tile lies in a folder");
        }
        return parent;
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                news.acquire();
                news.drainPermits();
                more = tryUpdate();
                Thread.sleep(AT_MOST_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when it is of no use to go on. */
    private boolean tryUpdate() throws InterruptedException {
        try {
            update();
            return true;
        } catch (IllegalStateException e) {
            LOG.error("the copy of the log is not kept up to date: {}", e.getMessage());
            return false;
        } catch (IOException | UncheckedIOException | ProblemException e) {
            LOG.warn("the copy of the log in {} is not up to date: {}", folder, e.getClass().getSimpleName());
            if (!news.tryAcquire(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                news.release();
            }
            news.release();
            return true;
        }
    }

    @Override
    public void start() {
        published.onPublish(news::release);
        news.release();
        thread = Thread.ofVirtual().name("ledger-mirror").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** After the sequencer, which publishes first. */
    @Override
    public int getPhase() {
        return 1;
    }
}
