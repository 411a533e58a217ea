package org.amana.core.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A growing tree that keeps only the roots of its complete subtrees, one for each bit of its size:
 * appending costs one hash on average, the root at most 63. Not safe for use by several threads.
 */
public final class CompactTree {
    /** Roots of complete subtrees, largest first. */
    private final List<TreeHash> peaks;
    private long size;

    /** The tree without leaves. */
    public CompactTree() {
        this(0, List.of());
    }

    private CompactTree(long size, List<TreeHash> peaks) {
        this.size = size;
        this.peaks = new ArrayList<>(peaks);
    }

    /** The tree of {@code size} leaves whose complete subtrees {@code nodes} knows. */
    public static CompactTree of(TreeNodes nodes, long size) {
        var peaks = new ArrayList<TreeHash>();
        long begin = 0;
        for (int height = 62; height >= 0; height--) {
            if ((size & (1L << height)) != 0) {
                peaks.add(nodes.node(height, begin >> height));
                begin += 1L << height;
            }
        }
        return new CompactTree(size, peaks);
    }

    /** A tree of its own with the same leaves. */
    public CompactTree copy() {
        return new CompactTree(size, peaks);
    }

    /** Count of leaves. */
    public long size() {
        return size;
    }

    /** Adds a leaf, given by its leaf hash, and returns its index. */
    public long append(TreeHash leaf) {
        TreeHash peak = leaf;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            peak = TreeHash.ofNode(peaks.removeLast(), peak);
        }
        peaks.add(peak);
        return size++;
    }

    /** The Merkle tree hash of all leaves (RFC 6962 section 2.1). */
    public TreeHash root() {
        return fold(peaks);
    }

    /** Root over neighbouring subtrees of falling height: the right side closes first. */
    static TreeHash fold(List<TreeHash> peaks) {
        if (peaks.isEmpty()) {
            return TreeHash.EMPTY;
        }
        TreeHash root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = TreeHash.ofNode(peaks.get(i), root);
        }
        return root;
    }
}
