package org.amana.core.merkle;

import java.util.List;

/**
 * Leaves {@code start} (inclusive) to {@code end} (exclusive) that hang under one node of every tree that holds
 * them, or would once it is full (draft-ietf-plants-merkle-tree-certs section 4.1); none at all is a subtree of any.
 *
 * @param start multiple of the smallest power of two that is not below the number of leaves
 */
public record Subtree(long start, long end) {
    public Subtree {
        if (start < 0 || end < start || (end > start && start % ceiling(end - start) != 0)) {
            throw MerkleProblem.outOfRange("no subtree from leaf " + start + " to " + end);
        }
    }

    private static long ceiling(long leaves) {
        long floor = Long.highestOneBit(leaves);
        return floor == leaves || floor == 1L << 62 ? floor : floor << 1;
    }

    /** How many leaves it has. */
    public long size() {
        return end - start;
    }

    /**
     * True when the path shows that a leaf is in the subtree with this root (section 4.3).
     *
     * @param index of the leaf in the whole log
     */
    public boolean includes(TreeHash leaf, long index, List<TreeHash> path, TreeHash root) {
        return index >= start && index < end
                && new InclusionProof(index - start, size(), path).verify(leaf, root);
    }
}
