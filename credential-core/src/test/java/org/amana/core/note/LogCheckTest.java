package org.amana.core.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.Vectors;
import org.amana.core.merkle.CompactTree;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.EntryBundle;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileEdge;
import org.amana.core.merkle.TiledNodes;
import org.amana.core.merkle.TreeHash;
import org.amana.core.problem.Finding;
import org.junit.jupiter.api.Test;

/** A complete published log of another implementation (tlog-golden), intact and with each kind of damage. */
class LogCheckTest {
    private static final LogIdentity LOG = LogIdentity.of(VerifierKey
            .parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"));
    private final Map<String, byte[]> files = golden();

    @Test
    void check_whenUntouched_isIntact() {
        assertThat(check()).isInstanceOfSatisfying(LogVerdict.Intact.class,
                intact -> assertThat(intact.checkpoint().treeSize()).isEqualTo(15));
    }

    @Test
    void rebuild_fromItsEntries_givesEveryTileBundleAndCheckpointByteForByte() {
        List<byte[]> entries = EntryBundle.parse(file("tile/entries/000.p/15"), 15);
        var edge = new TileEdge();
        var tree = new CompactTree();
        Checkpoint before = null;
        for (int size = 1; size <= 15; size++) {
            TreeHash leaf = TreeHash.ofLeaf(entries.get(size - 1));
            edge.append(leaf, (id, tile) -> {
                throw new AssertionError("no tile is full");
            });
            tree.append(leaf);
            assertThat(edge.levels().getFirst().bytes(size)).isEqualTo(file("tile/0/000.p/" + size));
            assertThat(EntryBundle.write(entries.subList(0, size))).isEqualTo(file("tile/entries/000.p/" + size));
            Checkpoint checkpoint = LOG.open(UnverifiedNote.parse(file("checkpoint." + size)));
            assertThat(checkpoint).isEqualTo(new Checkpoint(LOG.origin(), size, tree.root()));
            if (before != null) {
                List<Tile> tiles = edge.levels();
                var nodes = new TiledNodes(size, id -> tiles.get(id.level()));
                assertThat(ConsistencyProof.make(before.treeSize(), size, nodes).verify(before.root(), tree.root()))
                        .isTrue();
            }
            before = checkpoint;
        }
    }

    @Test
    void check_whenOneByteOfAnEntryChanged_namesTheEntry() {
        byte[] bundle = file("tile/entries/000.p/15").clone();
        bundle[bundle.length - 1] ^= 1;
        files.put("tile/entries/000.p/15", bundle);
        assertThat(reasons()).containsExactly("entry_mismatch", "root_mismatch");
    }

    @Test
    void check_whenOneBitOfATileChanged_namesIt() {
        byte[] tile = file("tile/0/000.p/15").clone();
        tile[33] ^= 1;
        files.put("tile/0/000.p/15", tile);
        assertThat(reasons()).containsExactly("entry_mismatch");
    }

    @Test
    void check_whenLastEntryDroppedUnderAnOlderCheckpoint_isIntactAndWithTheSameCheckpointNot() {
        files.put("checkpoint", file("checkpoint.14"));
        assertThat(check()).isInstanceOf(LogVerdict.Intact.class);
        files.put("checkpoint", file("checkpoint.15"));
        files.remove("tile/entries/000.p/15");
        assertThat(reasons()).containsExactly("missing_file");
    }

    @Test
    void check_whenTwoEntriesSwapped_isCaught() {
        var entries = new java.util.ArrayList<>(EntryBundle.parse(file("tile/entries/000.p/15"), 15));
        java.util.Collections.swap(entries, 3, 4);
        files.put("tile/entries/000.p/15", EntryBundle.write(entries));
        assertThat(reasons()).containsExactly("entry_mismatch", "root_mismatch");
    }

    @Test
    void check_whenCheckpointEditedMissingOrOfAnotherLog_saysWhich() {
        String checkpoint = new String(file("checkpoint"), java.nio.charset.StandardCharsets.UTF_8);
        files.put("checkpoint",
                checkpoint.replace("\n15\n", "\n14\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(reasons()).containsExactly("bad_note_signature");
        files.put("checkpoint", checkpoint.replace("example.com/log/testdata\n15", "example.com/log/other\n15")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(reasons()).containsExactly("wrong_origin");
        files.remove("checkpoint");
        assertThat(reasons()).containsExactly("missing_file");
    }

    private LogVerdict check() {
        return LogCheck.check((path, maxBytes) -> Optional.ofNullable(files.get(path)), LOG);
    }

    private List<String> reasons() {
        return check() instanceof LogVerdict.Broken broken
                ? broken.findings().stream().map(Finding::reason).toList()
                : List.of();
    }

    private byte[] file(String path) {
        return Optional.ofNullable(files.get(path)).orElseThrow();
    }

    private static Map<String, byte[]> golden() {
        Path folder = Vectors.file("tlog-golden");
        var files = new HashMap<String, byte[]>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
