package org.amana.ledger.log;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileId;
import org.amana.core.merkle.TreeHash;

/**
 * Writes what a batch adds to the log's own tables, behind the fence: the head is moved only from exactly where we
 * believe it is, and the same statement finds out whether a request came before. Few entries go with it, for each
 * statement is a way to the server and back; many are copied.
 */
final class AppendedRows {
    private static final int FEW = 16;
    private static final String MOVED = """
            with moved as (update head set tree_size = ?, root = ? where tree_size = ? and root = ? and epoch = ?
                           returning tree_size)
            """;
    private static final String ALONE = MOVED + """
            select (select count(*) from moved),
                   (select count(*) from idempotency where key = any(?) and scope = any(?))""";
    private static final String WITH_ROWS = MOVED + """
            , added as (insert into leaf (index, entry, leaf_hash)
                        select ? + place - 1, entry, leaf_hash
                        from moved, unnest(?::bytea[], ?::bytea[]) with ordinality as new(entry, leaf_hash, place)),
            asked as (insert into idempotency (scope, key, body_digest, index, tree_size)
                      select scope, key, body_digest, index, moved.tree_size
                      from moved, unnest(?::text[], ?::text[], ?::bytea[], ?::bigint[])
                          as new(scope, key, body_digest, index)
                      on conflict do nothing
                      returning index)
            select (select count(*) from moved), ? - (select count(*) from asked)""";

    private AppendedRows() {}

    /** What came of it; the transaction can be committed only when all were written. */
    enum Fate {
        WRITTEN,
        /** Another leader moved the head. */
        OVERTAKEN,
        /** A request of the batch came before. */
        REPEATED
    }

    /** True when they go in one statement; then somebody waits for each step. */
    static boolean areFew(List<byte[]> entries) {
        return entries.size() <= FEW;
    }

    /** Writes them all, unless the first statement says that it cannot be. */
    static Fate write(Connection tx, LogState.Growth growth, List<byte[]> entries,
                      List<BatchDecisions.Request> requests)
            throws SQLException {
        if (areFew(entries)) {
            Fate fate = moveWithRows(tx, growth, entries, requests);
            if (fate == Fate.WRITTEN) {
                copyTiles(tx, growth.filled());
            }
            return fate;
        }
        Fate fate = moveAlone(tx, growth, requests);
        if (fate == Fate.WRITTEN) {
            copyLeaves(tx, growth, entries);
            copyTiles(tx, growth.filled());
            copyRequests(tx, requests, growth.to().treeSize());
        }
        return fate;
    }

    private static Fate moveAlone(Connection tx, LogState.Growth growth, List<BatchDecisions.Request> requests)
            throws SQLException {
        try (PreparedStatement move = tx.prepareStatement(ALONE)) {
            setMove(move, growth.from(), growth.to());
            move.setArray(6, keys(tx, requests));
            move.setArray(7, scopes(tx, requests));
            return fate(move);
        }
    }

    private static Fate moveWithRows(Connection tx, LogState.Growth growth, List<byte[]> entries,
                                     List<BatchDecisions.Request> requests)
            throws SQLException {
        try (PreparedStatement move = tx.prepareStatement(WITH_ROWS)) {
            setMove(move, growth.from(), growth.to());
            move.setLong(6, growth.from().treeSize());
            move.setArray(7, bytes(tx, entries.stream()));
            move.setArray(8, bytes(tx, growth.leaves().stream().map(TreeHash::bytes)));
            move.setArray(9, scopes(tx, requests));
            move.setArray(10, keys(tx, requests));
            move.setArray(11, bytes(tx, requests.stream().map(one -> one.request().digest())));
            move.setArray(12,
                    tx.createArrayOf("bigint", requests.stream().map(BatchDecisions.Request::index).toArray()));
            move.setLong(13, requests.size());
            return fate(move);
        }
    }

    private static Fate fate(PreparedStatement move) throws SQLException {
        try (ResultSet row = move.executeQuery()) {
            row.next();
            if (row.getLong(1) == 0) {
                return Fate.OVERTAKEN;
            }
            return row.getLong(2) == 0 ? Fate.WRITTEN : Fate.REPEATED;
        }
    }

    private static Array scopes(Connection tx, List<BatchDecisions.Request> requests) throws SQLException {
        return tx.createArrayOf("text", requests.stream().map(one -> one.request().scope()).toArray(String[]::new));
    }

    private static Array keys(Connection tx, List<BatchDecisions.Request> requests) throws SQLException {
        return tx.createArrayOf("text", requests.stream().map(one -> one.request().key()).toArray(String[]::new));
    }

    private static Array bytes(Connection tx, Stream<byte[]> values) throws SQLException {
        return tx.createArrayOf("bytea", values.toArray(byte[][]::new));
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
