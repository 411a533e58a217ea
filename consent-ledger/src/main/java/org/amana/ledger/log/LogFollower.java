package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileId;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what another process appends and signs, believes none of it unseen, and publishes it here too: every entry is
 * folded into a tree of this process, whose root must be the one that was signed, and every tree must continue the
 * newest one this process signed or saw. Signs nothing.
 */
final class LogFollower {
    private static final int ENTRIES_AT_ONCE = 4_096;
    private final CheckpointSigner signer;
    private final PublishedLog published;
    private final KnownLeader leader;
    private @Nullable LogState state;

    LogFollower(CheckpointSigner signer, PublishedLog published, KnownLeader leader) {
        this.signer = signer;
        this.published = published;
        this.leader = leader;
    }

    /** Whom it follows, as far as it was heard. */
    KnownLeader leader() {
        return leader;
    }

    /** Begins anew at the next {@link #follow}; what was seen before must still be continued. */
    void forget() {
        state = null;
    }

    /**
     * Goes on to the newest signed tree.
     *
     * @throws ProblemException what is stored is not the log's, or does not continue what was signed or seen
     * @throws IllegalStateException what is stored does not have the root that was signed
     */
    void follow(Connection connection) throws SQLException {
        LogTables.Signed newest = LogTables.newestSigned(connection);
        leader.hear(newest.head().epoch(), newest.leaderAddress());
        long seen = signer.seen().treeSize();
        if (newest.note().isEmpty() && newest.head().treeSize() >= seen) {
            return;
        }
        Checkpoint checkpoint = newest.note()
                .map(note -> signer.identity().open(UnverifiedNote.parse(note)))
                .orElseThrow(() -> notContinued(seen, newest.head()));
        if (checkpoint.treeSize() < seen && newest.head().treeSize() >= seen) {
            return; // the checkpoint of what was seen is not stored yet
        }
        Head head = newest.head();
        if (checkpoint.treeSize() > head.treeSize()
                || (checkpoint.treeSize() == head.treeSize() && !checkpoint.root().equals(head.root()))) {
            throw notContinued(checkpoint.treeSize(), head);
        }
        Optional<Tip> tip = fold(connection, new Head(checkpoint.treeSize(), checkpoint.root(), head.epoch()));
        if (tip.isPresent()) {
            signer.see(tip.get().head(), oldSize -> published.consistency(oldSize, tip.get()));
            published.publish(tip.get(), newest.note().orElseThrow());
        }
    }

    /** The tip of the signed tree; empty when it is the one folded last. */
    private Optional<Tip> fold(Connection connection, Head signed) throws SQLException {
        LogState log = state;
        if (log == null) {
            LogState read = LogState.read(connection, signed);
            state = read;
            return Optional.of(read.tip());
        }
        if (log.head().treeSize() == signed.treeSize() && log.head().root().equals(signed.root())) {
            return Optional.empty();
        }
        state = null; // until all of it is folded
        var filled = new HashMap<TileId, Tile>();
        while (log.head().treeSize() < signed.treeSize()) {
            long from = log.head().treeSize();
            int count = (int) Math.min(ENTRIES_AT_ONCE, signed.treeSize() - from);
            List<byte[]> entries = LogTables.entries(connection, from, count);
            if (entries.size() != count) {
                throw notContinued(signed.treeSize(), log.head());
            }
            filled.putAll(log.append(entries).filled());
        }
        if (!log.head().root().equals(signed.root())) {
            throw notContinued(signed.treeSize(), log.head());
        }
        state = log;
        return Optional.of(new Tip(signed, log.tip().edge(), filled));
    }

    private static ProblemException notContinued(long signed, Head stored) {
        return new ProblemException(new LogProblem.NotContinued(signed, stored.treeSize()));
    }
}
