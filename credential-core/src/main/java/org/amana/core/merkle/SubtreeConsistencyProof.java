package org.amana.core.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * Proof that a subtree is part of a tree (draft-ietf-plants-merkle-tree-certs section 4.4). A subtree that begins at
 * leaf 0 is an earlier tree, and the proof is the consistency proof of RFC 6962 section 2.1.2.
 *
 * @param treeSize leaves of the tree, at least {@link Subtree#end()}
 */
public record SubtreeConsistencyProof(Subtree subtree, long treeSize, List<TreeHash> path) {
    public SubtreeConsistencyProof {
        path = List.copyOf(path);
        if (subtree.end() > treeSize) {
            throw MerkleProblem.outOfRange("leaves up to " + subtree.end() + " are not in a tree of " + treeSize);
        }
    }

    /**
     * Makes the proof (section 4.4.1).
     *
     * @throws org.amana.core.problem.ProblemException {@link MerkleProblem.OutOfRange} when the tree ends before the subtree
     */
    public static SubtreeConsistencyProof make(Subtree subtree, long treeSize, TreeNodes nodes) {
        var path = new ArrayList<TreeHash>();
        if (subtree.size() > 0 && subtree.end() <= treeSize) {
            collect(subtree, 0, treeSize, nodes, path);
        }
        return new SubtreeConsistencyProof(subtree, treeSize, path);
    }

    /** SUBTREE_SUBPROOF over leaves {@code begin} to {@code end}; the verifier knows the wanted node itself. */
    private static void collect(Subtree wanted, long begin, long end, TreeNodes nodes, List<TreeHash> path) {
        if (wanted.start() <= begin && wanted.end() >= end) {
            if (wanted.start() != begin || wanted.end() != end) {
                path.add(SubtreeRoot.of(begin, end, nodes));
            }
            return;
        }
        long middle = begin + Long.highestOneBit(end - begin - 1);
        if (wanted.end() <= middle) {
            collect(wanted, begin, middle, nodes, path);
            path.add(SubtreeRoot.of(middle, end, nodes));
        } else {
            collect(wanted, middle, end, nodes, path);
            path.add(SubtreeRoot.of(begin, middle, nodes));
        }
    }

    /** True only when the path shows that the subtree with {@code subtreeRoot} is part of the tree with {@code root} (section 4.4.3). */
    public boolean verify(TreeHash subtreeRoot, TreeHash root) {
        if (subtree.size() == 0) {
            return path.isEmpty() && subtreeRoot.equals(TreeHash.EMPTY);
        }
        long first = subtree.start();
        long node = subtree.end() - 1;
        long last = treeSize - 1;
        // climb to the node whose hash the verifier has, or to the largest full subtree at the end of it
        while (first != node && (node == last || (node & 1) == 1)) {
            first >>= 1;
            node >>= 1;
            last >>= 1;
        }
        boolean whole = first == node;
        if (!whole && path.isEmpty()) {
            return false;
        }
        TreeHash inner = whole ? subtreeRoot : path.getFirst();
        TreeHash outer = inner;
        for (TreeHash sibling : whole ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                if (first < node) {
                    inner = TreeHash.ofNode(sibling, inner);
                }
                outer = TreeHash.ofNode(sibling, outer);
                while ((node & 1) == 0 && node != 0) {
                    first >>= 1;
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                outer = TreeHash.ofNode(outer, sibling);
            }
            first >>= 1;
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && inner.equals(subtreeRoot) && outer.equals(root);
    }
}
