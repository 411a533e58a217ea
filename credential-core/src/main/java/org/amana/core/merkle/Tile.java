package org.amana.core.merkle;

/**
 * Up to 256 neighbouring hashes of one tile level with every inner node above them up to the
 * tile's own root (C2SP tlog-tiles, "Merkle Tree"). The inner nodes are computed once, as the tile
 * grows, so that a proof needs no hashing. Hashes that are in never change: a reader that knows how
 * many there are may read while one writer appends.
 */
public final class Tile {
    /** Hashes of a full tile. */
    public static final int WIDTH = 256;
    /** Tree levels that one tile spans. */
    public static final int HEIGHT = 8;
    /** {@code nodes[h]} holds the nodes of height h above the tile's hashes, one after the other. */
    private final byte[][] nodes = new byte[HEIGHT + 1][];
    private int width;

    public Tile() {
        for (int height = 0; height <= HEIGHT; height++) {
            nodes[height] = new byte[(WIDTH >> height) * TreeHash.BYTES];
        }
    }

    /**
     * A tile from its wire form: 1 to 256 hashes, one after the other.
     *
     * @throws org.amana.core.problem.ProblemException {@link MerkleProblem.MalformedTile} when the length is another
     */
    public static Tile parse(byte[] hashes) {
        if (hashes.length == 0 || hashes.length > WIDTH * TreeHash.BYTES || hashes.length % TreeHash.BYTES != 0) {
            throw MerkleProblem
                    .malformedTile("a tile has 1 to 256 hashes of 32 bytes, found " + hashes.length + " bytes");
        }
        var tile = new Tile();
        for (int offset = 0; offset < hashes.length; offset += TreeHash.BYTES) {
            tile.append(TreeHash.at(hashes, offset));
        }
        return tile;
    }

    /** Count of hashes, 0 to 256. */
    public int width() {
        return width;
    }

    public boolean isFull() {
        return width == WIDTH;
    }

    /** Adds the next hash. */
    public void append(TreeHash hash) {
        if (isFull()) {
            throw new IllegalStateException("a full tile takes no more");
        }
        int index = width;
        TreeHash node = hash;
        node.copyTo(nodes[0], index * TreeHash.BYTES);
        for (int height = 1; (index & 1) == 1; height++) {
            node = TreeHash.ofNode(node(height - 1, index - 1), node);
            index >>= 1;
            node.copyTo(nodes[height], index * TreeHash.BYTES);
        }
        width++;
    }

    /** Node {@code index} at {@code height} (0 to 8) above the tile's hashes, all of which are in. */
    public TreeHash node(int height, int index) {
        return TreeHash.at(nodes[height], index * TreeHash.BYTES);
    }

    /** The hash a full tile has in the level above. */
    public TreeHash root() {
        if (!isFull()) {
            throw new IllegalStateException("only a full tile has a place in the level above");
        }
        return node(HEIGHT, 0);
    }

    /** Wire form of the first {@code count} hashes. */
    public byte[] bytes(int count) {
        return java.util.Arrays.copyOf(nodes[0], count * TreeHash.BYTES);
    }
}
