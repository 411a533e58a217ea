package org.amana.core.note;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.amana.core.merkle.CompactTree;
import org.amana.core.merkle.EntryBundle;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileEdge;
import org.amana.core.merkle.TileId;
import org.amana.core.merkle.TreeHash;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;

/**
 * Rebuilds a published log from its entries and compares every tile and the root with what is
 * published: whoever changed, dropped or swapped anything without the log's key is caught.
 */
public final class LogCheck {
    private static final int MAX_FINDINGS = 20;
    private static final int MAX_BUNDLE_BYTES = Tile.WIDTH * (EntryBundle.MAX_ENTRY_BYTES + 2);
    private final LogFiles files;
    private final ObjLongConsumer<byte[]> reader;
    private final List<Finding> findings = new ArrayList<>();

    private LogCheck(LogFiles files, ObjLongConsumer<byte[]> reader) {
        this.files = files;
        this.reader = reader;
    }

    /**
     * Reads the checkpoint, every entry bundle and every tile of the log.
     *
     * @throws ProblemException whatever {@code files} throws when it cannot be read at all
     */
    public static LogVerdict check(LogFiles files, LogIdentity log) {
        return check(files, log, (entry, index) -> {
            // the root speaks for the entries
        });
    }

    /**
     * The same, for somebody who reads the entries too.
     *
     * @param reader is shown each entry with its index, in order; they are the log's only if it turns out to be intact
     */
    public static LogVerdict check(LogFiles files, LogIdentity log, ObjLongConsumer<byte[]> reader) {
        Optional<byte[]> note = files.read("checkpoint", UnverifiedNote.MAX_BYTES);
        if (note.isEmpty()) {
            return new LogVerdict.Broken(List.of(new Finding("missing_file", "the log has no checkpoint")));
        }
        Checkpoint checkpoint;
        try {
            checkpoint = log.open(UnverifiedNote.parse(note.get()));
        } catch (ProblemException e) {
            return new LogVerdict.Broken(List.of(Finding.of(e.problem())));
        }
        var check = new LogCheck(files, reader);
        check.rebuild(checkpoint);
        return check.findings.isEmpty() ? new LogVerdict.Intact(checkpoint) : new LogVerdict.Broken(check.findings);
    }

    private void rebuild(Checkpoint checkpoint) {
        var tree = new CompactTree();
        var edge = new TileEdge();
        for (long begin = 0; begin < checkpoint.treeSize(); begin += Tile.WIDTH) {
            TileId id = TileId.of(TileId.ENTRIES, begin / Tile.WIDTH, checkpoint.treeSize());
            for (byte[] entry : entries(id)) {
                reader.accept(entry, tree.size());
                TreeHash leaf = TreeHash.ofLeaf(entry);
                tree.append(leaf);
                edge.append(leaf, (full, tile) -> compare(full, tile.bytes(Tile.WIDTH)));
            }
            if (tree.size() != begin + id.width() || findings.size() >= MAX_FINDINGS) {
                return; // what follows a gap cannot be compared
            }
        }
        List<Tile> last = edge.levels();
        for (int level = 0; level < last.size(); level++) {
            if (last.get(level).width() > 0) {
                long index = (checkpoint.treeSize() >> (Tile.HEIGHT * level)) / Tile.WIDTH;
                compare(TileId.of(level, index, checkpoint.treeSize()), last.get(level).bytes(last.get(level).width()));
            }
        }
        if (!tree.root().equals(checkpoint.root())) {
            found("root_mismatch", "the entries do not add up to the root that was signed");
        }
    }

    private List<byte[]> entries(TileId id) {
        Optional<byte[]> bundle = file(id, MAX_BUNDLE_BYTES);
        if (bundle.isEmpty()) {
            return List.of();
        }
        try {
            return EntryBundle.parse(bundle.get(), id.width());
        } catch (ProblemException e) {
            found(e.problem().code(), id.path() + ": " + e.problem().detail());
            return List.of();
        }
    }

    private void compare(TileId id, byte[] expected) {
        file(id, Tile.WIDTH * TreeHash.BYTES).ifPresent(published -> {
            if (published.length != expected.length) {
                found("tile_mismatch", id.path() + " has " + published.length + " bytes instead of " + expected.length);
            } else if (!Arrays.equals(published, expected)) {
                int at = Arrays.mismatch(published, expected) / TreeHash.BYTES;
                found(id.level() == 0 ? "entry_mismatch" : "tile_mismatch", id.level() == 0
                        ? "entry " + (id.index() * Tile.WIDTH + at) + " is not the one its leaf was made from"
                        : id.path() + " does not follow from the tiles below, first at hash " + at);
            }
        });
    }

    /** A partial tile may be gone once the full one exists: its first hashes are the same (C2SP tlog-tiles). */
    private Optional<byte[]> file(TileId id, int maxBytes) {
        Optional<byte[]> content = files.read(id.path(), maxBytes);
        if (content.isEmpty() && !id.isFull() && id.level() != TileId.ENTRIES) {
            content = files.read(id.full().path(), maxBytes)
                    .map(full -> Arrays.copyOf(full, Math.min(full.length, id.width() * TreeHash.BYTES)));
        }
        if (content.isEmpty()) {
            found("missing_file", id.path() + " is missing");
        }
        return content;
    }

    private void found(String reason, String detail) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Finding(reason, detail));
        }
    }
}
