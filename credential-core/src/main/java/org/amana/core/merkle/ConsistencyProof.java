package org.amana.core.merkle;

import java.util.ArrayList;
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
        var path = new ArrayList<TreeHash>();
        if (oldSize < newSize) {
            collect(oldSize, 0, newSize, true, nodes, path);
        }
        return new ConsistencyProof(oldSize, newSize, path);
    }

    /** SUBPROOF(m, D[begin:end], whole): {@code whole} while the earlier tree is exactly this subtree's left part. */
    private static void collect(long size, long begin, long end, boolean whole, TreeNodes nodes,
                                List<TreeHash> path) {
        if (size == end) {
            if (!whole) {
                path.add(SubtreeRoot.of(begin, end, nodes));
            }
            return;
        }
        long middle = begin + Long.highestOneBit(end - begin - 1);
        if (size <= middle) {
            collect(size, begin, middle, whole, nodes, path);
            path.add(SubtreeRoot.of(middle, end, nodes));
        } else {
            collect(size, middle, end, false, nodes, path);
            path.add(SubtreeRoot.of(begin, middle, nodes));
        }
    }

    /**
     * True only when the path shows that the tree with {@code newRoot} continues the one with
     * {@code oldRoot}. Between equal sizes only the empty path and equal roots will do.
     */
    public boolean verify(TreeHash oldRoot, TreeHash newRoot) {
        if (oldSize < 1 || oldSize > newSize || path.size() > 2 * InclusionProof.MAX_PATH) {
            return false;
        }
        if (oldSize == newSize) {
            return path.isEmpty() && oldRoot.equals(newRoot);
        }
        // RFC 9162 section 2.1.4.2: a complete earlier tree is its own first node
        boolean complete = Long.bitCount(oldSize) == 1;
        if (path.isEmpty() && !complete) {
            return false;
        }
        int next = complete ? 0 : 1;
        TreeHash first = complete ? oldRoot : path.getFirst();
        long node = oldSize - 1;
        long last = newSize - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        TreeHash oldHash = first;
        TreeHash newHash = first;
        for (; next < path.size(); next++) {
            if (last == 0) {
                return false;
            }
            TreeHash sibling = path.get(next);
            if ((node & 1) == 1 || node == last) {
                oldHash = TreeHash.ofNode(sibling, oldHash);
                newHash = TreeHash.ofNode(sibling, newHash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newHash = TreeHash.ofNode(newHash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
    }
}
