package org.amana.core.merkle;

import java.util.ArrayList;

/** Root over leaves {@code [begin, end)} that begin where a subtree of that size may begin. */
final class SubtreeRoot {
    private SubtreeRoot() {}

    static TreeHash of(long begin, long end, TreeNodes nodes) {
        var peaks = new ArrayList<TreeHash>();
        for (long at = begin; at < end;) {
            int height = 63 - Long.numberOfLeadingZeros(end - at);
            peaks.add(nodes.node(height, at >> height));
            at += 1L << height;
        }
        return CompactTree.fold(peaks);
    }
}
