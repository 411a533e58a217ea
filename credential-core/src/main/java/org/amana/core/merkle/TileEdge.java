package org.amana.core.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The right edge of a growing tiled tree: the one unfinished tile of each level. Finished tiles are
 * handed out as they fill up and never change again. One writer.
 */
public final class TileEdge {
    private final List<Tile> levels;
    private long size;

    /** The edge of the empty tree. */
    public TileEdge() {
        this(0, List.of());
    }

    private TileEdge(long size, List<Tile> levels) {
        this.size = size;
        this.levels = new ArrayList<>(levels);
    }

    /**
     * The edge of a stored tree.
     *
     * @param unfinished the last tile of each level from 0 up, empty where the level ends in a full one
     * @throws IllegalArgumentException when their widths are not those of a tree of that size
     */
    public static TileEdge of(long size, List<Tile> unfinished) {
        for (int level = 0; level < unfinished.size(); level++) {
            if (unfinished.get(level).width() != (size >> (Tile.HEIGHT * level)) % Tile.WIDTH) {
                throw new IllegalArgumentException("the tile of level " + level + " has the wrong width");
            }
        }
        if (size >> (Tile.HEIGHT * unfinished.size()) != 0) {
            throw new IllegalArgumentException("a level is missing");
        }
        return new TileEdge(size, unfinished);
    }

    /** Count of leaves. */
    public long size() {
        return size;
    }

    /** The unfinished tile of each level, now; later appends do not change which tiles are in the list. */
    public List<Tile> levels() {
        return List.copyOf(levels);
    }

    /** Adds a leaf hash and hands out each tile that it fills. */
    public void append(TreeHash leaf, BiConsumer<TileId, Tile> whenFull) {
        size++;
        TreeHash hash = leaf;
        for (int level = 0;; level++) {
            if (level == levels.size()) {
                levels.add(new Tile());
            }
            Tile tile = levels.get(level);
            tile.append(hash);
            if (!tile.isFull()) {
                return;
            }
            long index = (size >> (Tile.HEIGHT * (level + 1))) - 1;
            whenFull.accept(new TileId(level, index, Tile.WIDTH), tile);
            levels.set(level, new Tile());
            hash = tile.root();
        }
    }
}
