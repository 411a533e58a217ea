package org.amana.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MerklePropertiesTest {
    @Property(tries = 60)
    void incrementalRoot_equalsNaiveRoot(@ForAll @IntRange(min = 0, max = 700) int size) {
        var naive = new NaiveTree();
        var compact = new CompactTree();
        for (int i = 0; i < size; i++) {
            naive.append(leaf(i));
            assertThat(compact.append(leaf(i))).isEqualTo(i);
        }
        assertThat(compact.root()).isEqualTo(naive.root(size));
        assertThat(CompactTree.of(naive, size).root()).isEqualTo(naive.root(size));
    }

    @Property(tries = 200)
    void inclusion_holdsForTheLeafAndForNoOtherPlaceOrBit(@ForAll @IntRange(min = 1, max = 300) int size,
                                                          @ForAll @IntRange(min = 0, max = 299) int at,
                                                          @ForAll @IntRange(min = 0, max = 1 << 20) int bit) {
        NaiveTree tree = tree(size);
        int index = at % size;
        InclusionProof proof = InclusionProof.make(index, size, tree);
        assertThat(proof.verify(leaf(index), tree.root(size))).isTrue();
        assertThat(proof.verify(leaf(index + 1), tree.root(size))).isFalse();
        if (!proof.path().isEmpty()) {
            assertThat(new InclusionProof(index, size, flip(proof.path(), bit)).verify(leaf(index), tree.root(size)))
                    .isFalse();
            assertThat(new InclusionProof(index, size, proof.path().subList(1, proof.path().size()))
                    .verify(leaf(index), tree.root(size))).isFalse();
        }
        assertThat(new InclusionProof(index, size, extended(proof.path())).verify(leaf(index), tree.root(size)))
                .isFalse();
        assertThat(new InclusionProof(size, size, proof.path()).verify(leaf(index), tree.root(size))).isFalse();
    }

    @Property(tries = 200)
    void consistency_holdsBetweenTheSizesAndForNoOtherBit(@ForAll @IntRange(min = 1, max = 300) int newSize,
                                                          @ForAll @IntRange(min = 0, max = 299) int at,
                                                          @ForAll @IntRange(min = 0, max = 1 << 20) int bit) {
        NaiveTree tree = tree(newSize);
        int oldSize = at % newSize + 1;
        ConsistencyProof proof = ConsistencyProof.make(oldSize, newSize, tree);
        assertThat(proof.verify(tree.root(oldSize), tree.root(newSize))).isTrue();
        if (!proof.path().isEmpty()) {
            assertThat(new ConsistencyProof(oldSize, newSize, flip(proof.path(), bit))
                    .verify(tree.root(oldSize), tree.root(newSize))).isFalse();
        }
        assertThat(new ConsistencyProof(oldSize, newSize, extended(proof.path()))
                .verify(tree.root(oldSize), tree.root(newSize))).isFalse();
        assertThat(proof.verify(leaf(-1), tree.root(newSize))).isFalse();
        assertThat(proof.verify(tree.root(oldSize), leaf(-1))).isFalse();
    }

    @Property(tries = 20)
    void tiles_giveTheSameProofsAndRoot(@ForAll @IntRange(min = 1, max = 70_000) int size,
                                        @ForAll @IntRange(min = 0, max = 69_999) int at) {
        Map<TileId, Tile> full = new HashMap<>();
        var edge = new TileEdge();
        var compact = new CompactTree();
        for (int i = 0; i < size; i++) {
            edge.append(leaf(i), full::put);
            compact.append(leaf(i));
        }
        List<Tile> last = edge.levels();
        var nodes = new TiledNodes(size, id -> id.isFull() ? full.getOrDefault(id, new Tile()) : last.get(id.level()));
        int index = at % size;
        assertThat(CompactTree.of(nodes, size).root()).isEqualTo(compact.root());
        assertThat(InclusionProof.make(index, size, nodes).verify(leaf(index), compact.root())).isTrue();
        assertThat(TileEdge.of(size, last).size()).isEqualTo(size);
    }

    private static NaiveTree tree(int size) {
        var tree = new NaiveTree();
        for (int i = 0; i < size; i++) {
            tree.append(leaf(i));
        }
        return tree;
    }

    private static TreeHash leaf(int i) {
        return TreeHash.ofLeaf(ByteBuffer.allocate(4).putInt(i).array());
    }

    private static List<TreeHash> flip(List<TreeHash> path, int bit) {
        var changed = new ArrayList<>(path);
        int at = bit % (path.size() * TreeHash.BYTES * 8);
        byte[] bytes = path.get(at / (TreeHash.BYTES * 8)).bytes();
        int inHash = at % (TreeHash.BYTES * 8);
        bytes[inHash / 8] ^= (byte) (1 << (inHash % 8));
        changed.set(at / (TreeHash.BYTES * 8), TreeHash.of(bytes));
        return changed;
    }

    private static List<TreeHash> extended(List<TreeHash> path) {
        var longer = new ArrayList<>(path);
        longer.add(leaf(-2));
        return longer;
    }
}
