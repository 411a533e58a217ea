package org.amana.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubtreeTest {
    @Property(tries = 300)
    void consistency_holdsForTheSubtreeAndForNoOtherBit(@ForAll @IntRange(min = 1, max = 300) int size,
                                                        @ForAll @IntRange(min = 0, max = 8) int height,
                                                        @ForAll @IntRange(min = 0, max = 299) int at,
                                                        @ForAll @IntRange(min = 1, max = 256) int width) {
        int start = (at % size) >> height << height;
        int end = Math.min(size, start + Math.min(width, 1 << height));
        var subtree = new Subtree(start, end);
        NaiveTree tree = tree(size);
        var leaves = new NaiveTree();
        for (int i = start; i < end; i++) {
            leaves.append(leaf(i));
        }
        TreeHash root = leaves.root(end - start);
        var proof = SubtreeConsistencyProof.make(subtree, size, tree);
        assertThat(proof.verify(root, tree.root(size))).isTrue();
        assertThat(proof.verify(leaf(-1), tree.root(size))).isFalse();
        assertThat(proof.verify(root, leaf(-1))).isFalse();
        List<TreeHash> longer = new ArrayList<>(proof.path());
        longer.add(leaf(-1));
        assertThat(new SubtreeConsistencyProof(subtree, size, longer).verify(root, tree.root(size))).isFalse();
        assertThat(subtree.includes(leaf(start), start, InclusionProof.make(0, end - start, leaves).path(), root))
                .isTrue();
        assertThat(subtree.includes(leaf(start), end, InclusionProof.make(0, end - start, leaves).path(), root))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 5", "4, 10", "-1, 0", "5, 4", "1, 9223372036854775807"})
    void subtree_whenItHangsUnderNoNode_isRefused(long start, long end) {
        assertThatThrownBy(() -> new Subtree(start, end)).hasMessageContaining("out_of_range");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 9223372036854775807", "4, 8", "4, 7", "6, 8", "7, 7",
            "4611686018427387904, 9223372036854775807"})
    void subtree_whenItHangsUnderOneNode_isOne(long start, long end) {
        assertThat(new Subtree(start, end).size()).isEqualTo(end - start);
    }

    private static NaiveTree tree(int size) {
        var tree = new NaiveTree();
        for (int i = 0; i < size; i++) {
            tree.append(leaf(i));
        }
        return tree;
    }

    private static TreeHash leaf(int number) {
        return TreeHash.ofLeaf(ByteBuffer.allocate(4).putInt(number).array());
    }
}
