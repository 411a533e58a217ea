package org.amana.core.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * Proof that a leaf is in the tree (RFC 6962 section 2.1.1): the sibling hashes from the leaf up to
 * the child of the root.
 *
 * @param index zero-based index of the leaf
 * @param treeSize count of leaves of the tree the proof leads to
 */
public record InclusionProof(long index, long treeSize, List<TreeHash> path) {
    /** A tree of 2^63 leaves needs no longer proof. */
    public static final int MAX_PATH = 63;

    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Makes the proof for one leaf.
     *
     * @throws org.amana.core.problem.ProblemException {@link MerkleProblem.OutOfRange} unless {@code 0 <= index < treeSize}
     */
    public static InclusionProof make(long index, long treeSize, TreeNodes nodes) {
        if (index < 0 || index >= treeSize) {
            throw MerkleProblem.outOfRange("leaf " + index + " is not in a tree of " + treeSize);
        }
        var path = new ArrayList<TreeHash>();
        collect(index, 0, treeSize, nodes, path);
        return new InclusionProof(index, treeSize, path);
    }

    /** PATH(m, D[n]) for the leaves {@code [begin, end)}, sibling of the leaf first. */
    private static void collect(long index, long begin, long end, TreeNodes nodes, List<TreeHash> path) {
        if (end - begin <= 1) {
            return;
        }
        long middle = begin + Long.highestOneBit(end - begin - 1);
        if (index < middle) {
            collect(index, begin, middle, nodes, path);
            path.add(SubtreeRoot.of(middle, end, nodes));
        } else {
            collect(index, middle, end, nodes, path);
            path.add(SubtreeRoot.of(begin, middle, nodes));
        }
    }

    /**
     * True only when the path leads from this leaf at this index to this root of this size.
     */
    public boolean verify(TreeHash leaf, TreeHash root) {
        // without this check a proof for a leaf of a larger tree is accepted at another index
        if (index < 0 || index >= treeSize || path.size() > MAX_PATH) {
            return false;
        }
        long node = index;
        long last = treeSize - 1;
        TreeHash hash = leaf;
        for (TreeHash sibling : path) {
            if (last == 0) {
                return false; // longer than the tree is high
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.ofNode(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = TreeHash.ofNode(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        // without this check a path that ends below the root is accepted (RFC 9162 section 2.1.3.2 step 5)
        return last == 0 && hash.equals(root);
    }
}
