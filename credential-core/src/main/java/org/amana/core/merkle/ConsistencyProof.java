package org.amana.core.merkle;

import java.util.List;

/**
 * Proof that the first leaves of a tree are all leaves of an earlier one (RFC 6962 section 2.1.2):
 * nothing was changed, dropped or reordered in between.
 *
 * @param oldSize leaves of the earlier tree, at least 1: any tree continues the empty one
 * @param newSize leaves of the later tree
 */
public record ConsistencyProof(long oldSize, long newSize, List<TreeHash> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Makes the proof between two sizes.
     *
     * @throws org.amana.core.problem.ProblemException {@link MerkleProblem.OutOfRange} unless {@code 1 <= oldSize <= newSize}
     */
    public static ConsistencyProof make(long oldSize, long newSize, TreeNodes nodes) {
        if (oldSize < 1 || oldSize > newSize) {
            throw MerkleProblem.outOfRange("no consistency proof from size " + oldSize + " to " + newSize);
        }
        return new ConsistencyProof(oldSize, newSize,
                SubtreeConsistencyProof.make(new Subtree(0, oldSize), newSize, nodes).path());
    }

    /**
     * True only when the path shows that the tree with {@code newRoot} continues the one with
     * {@code oldRoot}. Between equal sizes only the empty path and equal roots will do.
     */
    public boolean verify(TreeHash oldRoot, TreeHash newRoot) {
        return oldSize >= 1 && oldSize <= newSize && path.size() <= InclusionProof.MAX_PATH
                && new SubtreeConsistencyProof(new Subtree(0, oldSize), newSize, path).verify(oldRoot, newRoot);
    }
}
