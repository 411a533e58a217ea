package org.amana.ledgercli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.amana.core.merkle.CompactTree;
import org.amana.core.merkle.EntryBundle;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileEdge;
import org.amana.core.merkle.TileId;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogSigner;

/** Writes a log as a node exports it. */
final class ExportedLog {
    private ExportedLog() {}

    static void write(Path folder, List<byte[]> entries, LogSigner signer) throws IOException {
        var tree = new CompactTree();
        var edge = new TileEdge();
        for (byte[] entry : entries) {
            TreeHash leaf = TreeHash.ofLeaf(entry);
            tree.append(leaf);
            edge.append(leaf, (id, tile) -> writeFile(folder, id.path(), tile.bytes(Tile.WIDTH)));
        }
        long size = entries.size();
        for (int begin = 0; begin < size; begin += Tile.WIDTH) {
            TileId bundle = TileId.of(TileId.ENTRIES, begin / Tile.WIDTH, size);
            writeFile(folder, bundle.path(), EntryBundle.write(entries.subList(begin, begin + bundle.width())));
        }
        List<Tile> last = edge.levels();
        for (int level = 0; level < last.size(); level++) {
            Tile tile = last.get(level);
            if (tile.width() > 0) {
                long index = (size >> (Tile.HEIGHT * level)) / Tile.WIDTH;
                writeFile(folder, TileId.of(level, index, size).path(), tile.bytes(tile.width()));
            }
        }
        String note = signer.sign(new Checkpoint(signer.origin(), size, tree.root()), Instant.EPOCH.plusSeconds(1));
        Files.writeString(folder.resolve("checkpoint"), note);
    }

    private static void writeFile(Path folder, String path, byte[] content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
