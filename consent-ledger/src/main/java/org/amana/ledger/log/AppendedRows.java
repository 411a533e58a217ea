package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileId;
import org.amana.core.merkle.TreeHash;

/**
 * Writes what a batch adds to the log's own tables, behind the fence: the head is moved only from exactly where we
 * believe it is. Few entries go in one statement, for each statement is a way to the server and back; many are copied.
 */
final class AppendedRows {
    private static final int FEW = 16;
    private static final String AT_ONCE = """
            with moved as (update head set tree_size = ?, root = ? where tree_size = ? and root = ? and epoch = ?
                           returning tree_size),
            added as (insert into leaf (index, entry, leaf_hash)
                      select ? + place - 1, entry, leaf_hash
                      from moved, unnest(?::bytea[], ?::bytea[]) with ordinality as new(entry, leaf_hash, place)),
            asked as (insert into idempotency (scope, key, body_digest, index, tree_size)
                      select scope, key, body_digest, index, moved.tree_size
                      from moved, unnest(?::text[], ?::text[], ?::bytea[], ?::bigint[])
                          as request(scope, key, body_digest, index)
                      on conflict do nothing
                      returning index)
            select (select count(*) from moved), (select count(*) from asked)""";

    private AppendedRows() {}

    /** What came of it; the transaction can be committed only when all were written. */
    enum Fate {
        WRITTEN,
        /** Another leader moved the head. */
        OVERTAKEN,
        /** A request of the batch came before. */
        REPEATED
    }

    /** True for few entries that fill no tile: one statement writes them, and finds out whether they came before. */
    static boolean isAtOnce(long treeSize, int count) {
        return count <= FEW && treeSize % Tile.WIDTH + count < Tile.WIDTH;
    }

    /**
     * Writes them all.
     *
     * @throws SQLException SQLSTATE 23505 when a request that was not to be written at once came before
     */
    static Fate write(Connection tx, LogState.Growth growth, List<byte[]> entries,
                      List<BatchDecisions.Request> requests)
            throws SQLException {
        if (isAtOnce(growth.from().treeSize(), entries.size())) {
            return atOnce(tx, growth, entries, requests);
        }
        if (!advance(tx, growth.from(), growth.to())) {
            return Fate.OVERTAKEN;
        }
        copyLeaves(tx, growth, entries);
        copyTiles(tx, growth.filled());
        copyRequests(tx, requests, growth.to().treeSize());
        return Fate.WRITTEN;
    }

    private static Fate atOnce(Connection tx, LogState.Growth growth, List<byte[]> entries,
                               List<BatchDecisions.Request> requests)
            throws SQLException {
        try (PreparedStatement append = tx.prepareStatement(AT_ONCE)) {
            setMove(append, growth.from(), growth.to());
            append.setLong(6, growth.from().treeSize());
            append.setArray(7, tx.createArrayOf("bytea", entries.toArray(byte[][]::new)));
            append.setArray(8,
                    tx.createArrayOf("bytea", growth.leaves().stream().map(TreeHash::bytes).toArray(byte[][]::new)));
            append.setArray(9, tx.createArrayOf("text", requests.stream().map(one -> one.request().scope()).toArray()));
            append.setArray(10, tx.createArrayOf("text", requests.stream().map(one -> one.request().key()).toArray()));
            append.setArray(11,
                    tx.createArrayOf("bytea",
                            requests.stream().map(one -> one.request().digest()).toArray(byte[][]::new)));
            append.setArray(12, tx.createArrayOf("bigint", indexes(requests).boxed().toArray()));
            try (ResultSet row = append.executeQuery()) {
                row.next();
                if (row.getLong(1) == 0) {
                    return Fate.OVERTAKEN;
                }
                return row.getLong(2) == requests.size() ? Fate.WRITTEN : Fate.REPEATED;
            }
        }
    }

    private static LongStream indexes(List<BatchDecisions.Request> requests) {
        return requests.stream().mapToLong(BatchDecisions.Request::index);
    }

    /** Moves the head, or holds it where it is; false when another leader did. */
    static boolean advance(Connection tx, Head from, Head to) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "update head set tree_size = ?, root = ? where tree_size = ? and root = ? and epoch = ?")) {
            setMove(update, from, to);
            return update.executeUpdate() == 1;
        }
    }

    private static void setMove(PreparedStatement statement, Head from, Head to) throws SQLException {
        statement.setLong(1, to.treeSize());
        statement.setBytes(2, to.root().bytes());
        statement.setLong(3, from.treeSize());
        statement.setBytes(4, from.root().bytes());
        statement.setLong(5, from.epoch());
    }

    private static void copyLeaves(Connection tx, LogState.Growth growth, List<byte[]> entries) throws SQLException {
        var rows = new CopyRows("leaf (index, entry, leaf_hash)", 3);
        for (int i = 0; i < entries.size(); i++) {
            rows.row()
                    .number(growth.from().treeSize() + i)
                    .bytes(entries.get(i))
                    .bytes(growth.leaves().get(i).bytes());
        }
        rows.send(tx);
    }

    private static void copyTiles(Connection tx, Map<TileId, Tile> tiles) throws SQLException {
        var rows = new CopyRows("tile (level, index, hashes, root)", 4);
        tiles.forEach((id, tile) -> rows.row()
                .small(id.level())
                .number(id.index())
                .bytes(tile.bytes(Tile.WIDTH))
                .bytes(tile.root().bytes()));
        rows.send(tx);
    }

    private static void copyRequests(Connection tx, List<BatchDecisions.Request> requests, long treeSize)
            throws SQLException {
        var rows = new CopyRows("idempotency (scope, key, body_digest, index, tree_size)", 5);
        requests.forEach(one -> rows.row()
                .text(one.request().scope())
                .text(one.request().key())
                .bytes(one.request().digest())
                .number(one.index())
                .number(treeSize));
        rows.send(tx);
    }
}
