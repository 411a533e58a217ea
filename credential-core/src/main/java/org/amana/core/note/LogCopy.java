package org.amana.core.note;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.amana.core.merkle.EntryBundle;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileId;
import org.amana.core.problem.ProblemException;

/**
 * A copy of a log that somebody keeps: its checkpoint, which the log's keys have signed, and its entries. The entries are
 * the log's only as far as they add up to a root that was signed; that is for the reader to see ({@link EntryFold}).
 */
public final class LogCopy {
    private static final int MAX_BUNDLE_BYTES = Tile.WIDTH * (EntryBundle.MAX_ENTRY_BYTES + 2);
    private static final String CHECKPOINT = "checkpoint";
    private final LogFiles files;
    private final SignedCheckpoint signed;

    private LogCopy(LogFiles files, SignedCheckpoint signed) {
        this.files = files;
        this.signed = signed;
    }

    /**
     * Reads and verifies the checkpoint.
     *
     * @throws ProblemException {@link NoteProblem}, and whatever {@code files} throws
     */
    public static LogCopy open(LogFiles files, LogIdentity log) {
        byte[] note = files.read(CHECKPOINT, UnverifiedNote.MAX_BYTES)
                .orElseThrow(() -> NoteProblem.malformedCheckpoint("the copy has no checkpoint"));
        return new LogCopy(files, log.openSigned(UnverifiedNote.parse(note)));
    }

    /** How far it reaches. */
    public Checkpoint checkpoint() {
        return signed.checkpoint();
    }

    /** The same as a signed note. */
    public String note() {
        return signed.note();
    }

    /**
     * Reads the entries from that index on.
     *
     * @throws ProblemException {@link NoteProblem.MalformedCheckpoint} when a bundle is missing,
     *         {@link org.amana.core.merkle.MerkleProblem.MalformedTile}, and whatever {@code files} throws
     */
    public void entries(long from, Consumer<byte[]> reader) {
        long size = checkpoint().treeSize();
        for (long bundle = from / Tile.WIDTH; bundle * Tile.WIDTH < size; bundle++) {
            List<byte[]> entries = bundle(TileId.of(TileId.ENTRIES, bundle, size));
            int skipped = (int) Math.max(0, from - bundle * Tile.WIDTH);
            entries.subList(Math.min(skipped, entries.size()), entries.size()).forEach(reader);
        }
    }

    /** A partial bundle may be gone once the full one exists: its first entries are the same. */
    private List<byte[]> bundle(TileId id) {
        Optional<byte[]> content = files.read(id.path(), MAX_BUNDLE_BYTES);
        if (content.isPresent()) {
            return EntryBundle.parse(content.get(), id.width());
        }
        return files.read(id.full().path(), MAX_BUNDLE_BYTES)
                .map(full -> EntryBundle.parse(full, Tile.WIDTH).subList(0, id.width()))
                .orElseThrow(() -> NoteProblem.malformedCheckpoint("the copy lacks " + id.path()));
    }
}
