package org.amana.node.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.core.merkle.EntryBundle;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileId;
import org.amana.core.note.EntryFold;
import org.amana.core.note.LogCopy;

/**
 * Entries of a copy of the log that the database lacks, laid down where the ledger takes them over at its next start
 * ({@code restore/} in its folder, C2SP tlog-tiles). The first bundle begins before them, for bundles have their places.
 */
final class LogTail {
    private final Path folder;
    private final LogCopy copy;
    private final List<byte[]> bundle = new ArrayList<>();
    private long next;

    LogTail(Path folder, LogCopy copy) {
        this.folder = folder;
        this.copy = copy;
    }

    /** Writes it, and adds what lies beyond the fold to the fold. */
    void write(EntryFold fold) throws IOException {
        long from = fold.size();
        next = from - from % Tile.WIDTH;
        copy.entries(next, entry -> {
            if (next >= from) {
                fold.add(entry);
            }
            next++;
            bundle.add(entry);
            if (bundle.size() == Tile.WIDTH) {
                writeBundle();
            }
        });
        if (!bundle.isEmpty()) {
            writeBundle();
        }
        OwnerOnlyFiles.write(folder.resolve("checkpoint"), copy.note().getBytes(StandardCharsets.UTF_8));
    }

    private void writeBundle() {
        TileId id = TileId.of(TileId.ENTRIES, (next - 1) / Tile.WIDTH, copy.checkpoint().treeSize());
        Path file = folder.resolve(id.path());
        Path parent = file.getParent();
        if (parent == null) {
            throw new UncheckedIOException(new IOException("a bundle lies in a folder"));
        }
        OwnerOnlyFiles.createFolder(parent);
        OwnerOnlyFiles.write(file, EntryBundle.write(bundle));
        bundle.clear();
    }
}
