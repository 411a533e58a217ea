package org.amana.core.merkle;

import java.util.ArrayList;
import java.util.List;

/** RFC 6962 section 2.1 as it is written: the whole tree, computed anew each time. */
final class NaiveTree implements TreeNodes {
    private final List<TreeHash> leaves = new ArrayList<>();

    void append(TreeHash leaf) {
        leaves.add(leaf);
    }

    TreeHash root(int size) {
        return root(leaves.subList(0, size));
    }

    @Override
    public TreeHash node(int height, long index) {
        int begin = (int) (index << height);
        return root(leaves.subList(begin, begin + (1 << height)));
    }

    private static TreeHash root(List<TreeHash> leaves) {
        if (leaves.size() <= 1) {
            return leaves.isEmpty() ? TreeHash.EMPTY : leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return TreeHash.ofNode(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }
}
