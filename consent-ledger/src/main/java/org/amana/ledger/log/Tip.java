package org.amana.ledger.log;

import java.util.List;
import java.util.Map;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileId;

/**
 * How far the stored log reaches.
 *
 * @param edge the unfinished tile of each level; they grow later, never within {@code head}
 * @param filled tiles that were finished since the tip before
 */
record Tip(Head head, List<Tile> edge, Map<TileId, Tile> filled) {
    Tip {
        edge = List.copyOf(edge);
        filled = Map.copyOf(filled);
    }

    long treeSize() {
        return head.treeSize();
    }
}
