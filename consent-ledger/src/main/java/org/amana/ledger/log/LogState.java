package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.core.merkle.CompactTree;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileEdge;
import org.amana.core.merkle.TileId;
import org.amana.core.merkle.TiledNodes;
import org.amana.core.merkle.TreeHash;

/** The tree as the writer holds it between two batches. */
final class LogState {
    private static final AtomicLong READINGS = new AtomicLong();
    private final long reading = READINGS.incrementAndGet();
    private final TileEdge edge;
    private final CompactTree tree;
    private Head head;

    private LogState(Head head, TileEdge edge, CompactTree tree) {
        this.head = head;
        this.edge = edge;
        this.tree = tree;
    }

    /**
     * Reads the edge of the stored tree: a few hundred rows, whatever its size.
     *
     * @throws IllegalStateException when the stored hashes do not give the stored root
     */
    static LogState read(Connection tx, Head head) throws SQLException {
        List<Tile> levels = LogTables.edge(tx, head.treeSize());
        var nodes = new TiledNodes(head.treeSize(), id -> {
            if (!id.isFull()) {
                return levels.get(id.level());
            }
            try {
                return Tile.parse(LogTables.tile(tx, id.level(), id.index()).orElseThrow());
            } catch (SQLException e) {
                throw new IllegalStateException(id.path() + " cannot be read", e);
            }
        });
        CompactTree tree = CompactTree.of(nodes, head.treeSize());
        if (!tree.root().equals(head.root())) {
            throw new IllegalStateException("the stored log of " + head.treeSize()
                    + " entries does not have the root its head names; run amana-ledger fsck");
        }
        return new LogState(head, TileEdge.of(head.treeSize(), levels), tree);
    }

    /** Number of this reading of the tables; another one is read when another process may have written. */
    long reading() {
        return reading;
    }

    Head head() {
        return head;
    }

    Tip tip() {
        return new Tip(head, edge.levels(), Map.of());
    }

    /** The tip after that growth. */
    Tip tip(Growth growth) {
        return new Tip(growth.to(), edge.levels(), growth.filled());
    }

    /** Adds leaves; the state is of no use afterwards unless they are committed. */
    Growth append(List<byte[]> entries) {
        var filled = new HashMap<TileId, Tile>();
        var leaves = entries.stream().map(TreeHash::ofLeaf).toList();
        leaves.forEach(leaf -> {
            tree.append(leaf);
            edge.append(leaf, filled::put);
        });
        Head before = head;
        head = new Head(tree.size(), tree.root(), before.epoch());
        return new Growth(before, head, leaves, filled);
    }

    /** What a batch adds. */
    record Growth(Head from, Head to, List<TreeHash> leaves, Map<TileId, Tile> filled) {}
}
