package org.amana.core.merkle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of a tile or, at level {@value #ENTRIES}, of an entry bundle (C2SP tlog-tiles).
 *
 * <pre>
 * tile/0/x001/x234/067        level 0, tile 1234067, full
 * tile/1/000.p/17             level 1, tile 0, its first 17 hashes
 * tile/entries/000.p/15       bundle 0, its first 15 entries
 * </pre>
 *
 * @param level 0 to 63, or {@value #ENTRIES} for entries
 * @param index number of the tile within its level
 * @param width 1 to 255 for a partial tile, 256 for a full one
 */
public record TileId(int level, long index, int width) {
    /** The level of entry bundles. */
    public static final int ENTRIES = -1;
    private static final long MAX_INDEX = 1L << 55; // 2^63 leaves in tiles of 256
    private static final Pattern PATH = Pattern.compile(
            "tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public TileId {
        if (level < ENTRIES || level > 63 || index < 0 || index >= MAX_INDEX || width < 1 || width > Tile.WIDTH) {
            throw MerkleProblem.malformedTile("no tile has level " + level + ", index " + index + ", width " + width);
        }
    }

    /** The full or partial tile that holds the last hashes of {@code level} in a tree of that size, tile {@code index}. */
    public static TileId of(int level, long index, long treeSize) {
        long hashes = treeSize >> (Tile.HEIGHT * Math.max(level, 0));
        return new TileId(level, index, (int) Math.min(Tile.WIDTH, hashes - index * Tile.WIDTH));
    }

    /**
     * Reads a path relative to the log's prefix.
     *
     * @throws org.amana.core.problem.ProblemException {@link MerkleProblem.MalformedTile} for any other spelling
     */
    public static TileId parse(String path) {
        Matcher matcher = path.length() > 64 ? null : PATH.matcher(path);
        if (matcher == null || !matcher.matches()) {
            throw MerkleProblem.malformedTile("a tile path looks like tile/0/x001/067.p/17");
        }
        int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
        long index = Long.parseLong(matcher.group(2).replaceAll("[x/]", ""));
        int width = matcher.group(3) == null ? Tile.WIDTH : Integer.parseInt(matcher.group(3));
        if (matcher.group(3) != null && width == Tile.WIDTH) {
            throw MerkleProblem.malformedTile("a partial tile is at most 255 wide");
        }
        var id = new TileId(level, index, width);
        if (!id.path().equals(path)) { // x000/001 would be a second address of tile 1
            throw MerkleProblem.malformedTile("a tile index has no leading groups of zeroes");
        }
        return id;
    }

    public boolean isFull() {
        return width == Tile.WIDTH;
    }

    /** The same tile, full. */
    public TileId full() {
        return new TileId(level, index, Tile.WIDTH);
    }

    /** Path relative to the log's prefix, without a leading slash. */
    public String path() {
        var text = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            text.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return "tile/" + (level == ENTRIES ? "entries" : Integer.toString(level)) + "/" + text
                + (isFull() ? "" : ".p/" + width);
    }
}
