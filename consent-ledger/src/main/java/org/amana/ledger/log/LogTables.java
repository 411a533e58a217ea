package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TreeHash;
import org.jspecify.annotations.Nullable;

/** The tables of the log, statement by statement; nothing here updates or deletes but the head. */
final class LogTables {
    private LogTables() {}

    static Head head(Connection tx) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement("select tree_size, root, epoch from head");
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("table head has no row");
            }
            return new Head(row.getLong(1), TreeHash.of(row.getBytes(2)), row.getLong(3));
        }
    }

    /** How far the log reaches, its newest checkpoint and its leader: in one statement, so that they belong together. */
    static Signed newestSigned(Connection tx) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement("""
                select tree_size, root, epoch, (select note from checkpoint order by tree_size desc limit 1),
                    case when leader_epoch = epoch then leader_address end
                from head"""); ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("table head has no row");
            }
            return new Signed(new Head(row.getLong(1), TreeHash.of(row.getBytes(2)), row.getLong(3)),
                    Optional.ofNullable(row.getString(4)), row.getString(5));
        }
    }

    /**
     * The head, and the newest checkpoint as it is stored.
     *
     * @param leaderAddress what the leader of this epoch wrote, if it did; not checked
     */
    record Signed(Head head, Optional<String> note, @Nullable String leaderAddress) {}

    /**
     * Makes this process the leader: whoever was it before fails at its next {@link AppendedRows}.
     *
     * @param patience how long to wait for a transaction that holds the head
     * @param address where it takes requests from the others, if it does
     * @throws SQLException SQLSTATE 55P03 when it still does
     */
    static long claimEpoch(Connection tx, Duration patience, Optional<LeaderAddress> address) throws SQLException {
        try (PreparedStatement limit = tx.prepareStatement("select set_config('lock_timeout', ?, true)")) {
            limit.setString(1, Long.toString(patience.toMillis()));
            limit.execute();
        }
        try (PreparedStatement update = tx.prepareStatement("""
                update head set epoch = epoch + 1, leader_epoch = epoch + 1, leader_address = ? returning epoch""")) {
            update.setString(1, address.map(LeaderAddress::toString).orElse(null));
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Ends sessions whose open transaction has moved the head: those of a leader that froze in the middle of a batch. */
    static void endBatchesOfOthers(Connection tx) throws SQLException {
        try (PreparedStatement end = tx.prepareStatement("""
                select pg_terminate_backend(pid) from pg_locks
                where locktype = 'relation' and relation = 'head'::regclass and mode = 'RowExclusiveLock' and granted
                  and database = (select oid from pg_database where datname = current_database())
                  and pid <> pg_backend_pid()""")) {
            end.execute();
        }
    }

    /** The unfinished tile of each level of a tree of that size. */
    static List<Tile> edge(Connection tx, long treeSize) throws SQLException {
        var levels = new ArrayList<Tile>();
        for (long hashes = treeSize; hashes > 0; hashes /= Tile.WIDTH) {
            int level = levels.size();
            String sql = level == 0
                    ? "select leaf_hash from leaf where index >= ? and index < ? order by index"
                    : "select root from tile where index >= ? and index < ? and level = " + (level - 1)
                            + " order by index";
            var tile = new Tile();
            try (PreparedStatement query = tx.prepareStatement(sql)) {
                query.setLong(1, hashes - hashes % Tile.WIDTH);
                query.setLong(2, hashes);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        tile.append(TreeHash.of(row.getBytes(1)));
                    }
                }
            }
            levels.add(tile);
        }
        return levels;
    }

    static Optional<byte[]> tile(Connection tx, int level, long index) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement("select hashes from tile where level = ? and index = ?")) {
            query.setInt(1, level);
            query.setLong(2, index);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    static List<byte[]> entries(Connection tx, long first, int count) throws SQLException {
        var entries = new ArrayList<byte[]>(count);
        try (PreparedStatement query = tx
                .prepareStatement("select entry from leaf where index >= ? and index < ? order by index")) {
            query.setLong(1, first);
            query.setLong(2, first + count);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    entries.add(row.getBytes(1));
                }
            }
        }
        return entries;
    }

    static Optional<String> checkpoint(Connection tx, long treeSize) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement("select note from checkpoint where tree_size = ?")) {
            query.setLong(1, treeSize);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** The first checkpoint of the tree an entry is in, or of one that continues it. */
    static Optional<Appended> firstCheckpoint(Connection tx, Outcome.Stored stored) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(
                "select tree_size, note from checkpoint where tree_size >= ? order by tree_size limit 1")) {
            query.setLong(1, stored.treeSize());
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Appended(stored.index(), row.getLong(1), row.getString(2)))
                        : Optional.empty();
            }
        }
    }

    /**
     * Stores a checkpoint unless there is one of that size, and returns the one that is stored. Does not wait for the
     * disk: the tree is there already, and can be signed again.
     */
    static String keepCheckpoint(Connection connection, CheckpointSigner.Signed signed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                with hurried as (select set_config('synchronous_commit', 'off', true))
                insert into checkpoint (tree_size, note, signed_at) select ?, ?, ? from hurried
                on conflict do nothing""")) {
            insert.setLong(1, signed.treeSize());
            insert.setString(2, signed.note());
            insert.setObject(3, signed.at().atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1
                    ? signed.note()
                    : checkpoint(connection, signed.treeSize()).orElse(signed.note());
        }
    }

    /** What earlier requests with these keys became. */
    static Map<Idempotency.Name, Earlier> earlier(Connection tx, Collection<Idempotency> keys) throws SQLException {
        var found = new HashMap<Idempotency.Name, Earlier>();
        if (keys.isEmpty()) {
            return found;
        }
        try (PreparedStatement query = tx.prepareStatement("""
                select i.scope, i.key, i.body_digest, i.index, i.tree_size, c.tree_size, c.note
                from unnest(?::text[], ?::text[]) as asked(scope, key)
                join idempotency i using (scope, key)
                left join lateral (select tree_size, note from checkpoint where tree_size >= i.tree_size
                                   order by tree_size limit 1) c on true""")) {
            query.setArray(1, tx.createArrayOf("text", keys.stream().map(Idempotency::scope).toArray()));
            query.setArray(2, tx.createArrayOf("text", keys.stream().map(Idempotency::key).toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(new Idempotency.Name(row.getString(1), row.getString(2)),
                            new Earlier(row.getBytes(3).clone(), outcome(row)));
                }
            }
        }
        return found;
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        @Nullable String note = row.getString(7);
        return note == null
                ? new Outcome.Stored(row.getLong(4), row.getLong(5))
                : new Outcome.Repeated(new Appended(row.getLong(4), row.getLong(6), note));
    }

    /** An earlier request: digest of its body, and what became of it. */
    static final class Earlier {
        private final byte[] digest;
        private final Outcome outcome;

        Earlier(byte[] digest, Outcome outcome) {
            this.digest = digest;
            this.outcome = outcome;
        }

        boolean isFor(Idempotency request) {
            return request.hasDigest(digest);
        }

        Outcome outcome() {
            return outcome;
        }
    }
}
