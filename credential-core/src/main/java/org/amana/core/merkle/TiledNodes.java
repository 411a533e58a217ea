package org.amana.core.merkle;

import java.util.function.Function;

/**
 * Finds the nodes of a tree of a given size in its tiles.
 *
 * @param treeSize the size whose tiles are asked for; partial tiles are addressed with the width they have in it
 * @param tiles gives a tile by its address, at least as wide as the address says
 */
public record TiledNodes(long treeSize, Function<TileId, Tile> tiles) implements TreeNodes {
    @Override
    public TreeHash node(int height, long index) {
        int level = height / Tile.HEIGHT;
        int above = height % Tile.HEIGHT;
        int perTile = Tile.HEIGHT - above;
        Tile tile = tiles.apply(TileId.of(level, index >> perTile, treeSize));
        return tile.node(above, (int) (index & ((1L << perTile) - 1)));
    }
}
