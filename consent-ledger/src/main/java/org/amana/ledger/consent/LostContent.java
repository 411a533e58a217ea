package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.core.consent.ConsentState;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.sealing.LookUpNames;

/**
 * Entries whose leaves came back after a restore and whose content did not, in gaps; persons may hand it in again. Gaps
 * come with leaves, and content comes back through this process or a batch of another one: what was read at one size of
 * the tree is at worst too doubtful until the tree grows.
 */
final class LostContent {
    private static final String GAPS = """
            select g.first_index, g.next_index, g.restored_at, coalesce(u.index, -1)
            from lost_content g left join lateral (select l.index from leaf l
                where l.index >= g.first_index and l.index < g.next_index and get_byte(l.entry, 0) <> 2
                    and not exists (select 1 from event e where e.index = l.index)
                    and not exists (select 1 from forgotten_leaf f where f.index = l.index)
                order by l.index desc limit 1) u on true
            order by g.next_index""";
    private final PublishedLog published;
    private final LookUpNames names;
    private final AtomicLong returns = new AtomicLong();
    private volatile Read read = new Read(-1, -1, List.of());

    private record Read(long treeSize, long returns, List<Gap> gaps) {}

    /**
     * Leaves without content, from the first to before the next.
     *
     * @param newestClosed the last of them that nobody opened or had erased; -1 when there is none
     */
    record Gap(long first, long next, Instant restoredAt, long newestClosed) {
        boolean contains(long index) {
            return first <= index && index < next;
        }
    }

    LostContent(PublishedLog published, LookUpNames names) {
        this.published = published;
        this.names = names;
    }

    /** The gap that an entry lies in. */
    Optional<Gap> gap(Connection connection, long index) throws SQLException {
        return gaps(connection).stream().filter(gap -> gap.contains(index)).findFirst();
    }

    /** Content came back, and that is durable. */
    void returned() {
        returns.incrementAndGet();
    }

    /**
     * True when a consent stands, and a leaf that nobody opened may be its withdrawal; or a law was named, and such a
     * leaf may be the objection, which no chain leads past.
     */
    boolean leavesInDoubt(Connection connection, ConsentState state) throws SQLException {
        if (state.law().isPresent()) {
            return gaps(connection).stream()
                    .anyMatch(gap -> gap.next() > state.standingIndex() && gap.newestClosed() > state.standingIndex());
        }
        return state.standing() == ConsentState.Standing.GIVEN && mayHide(connection, state);
    }

    /**
     * True when a leaf that nobody opened may be the withdrawal of this consent. It may not when the relation's own
     * chain was seen to go on after that leaf: an entry names the one before it, so none was between them.
     */
    private boolean mayHide(Connection connection, ConsentState state) throws SQLException {
        for (Gap gap : gaps(connection)) {
            if (gap.next() > state.standingIndex() && gap.newestClosed() > state.standingIndex()
                    && gap.newestClosed() > newestOfChain(connection, state, gap.next())) {
                return true;
            }
        }
        return false;
    }

    private long newestOfChain(Connection connection, ConsentState state, long before) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select coalesce(max(index), -1) from event where relation = ? and index < ? and seq is not null""")) {
            query.setString(1, names.of(state.relation()));
            query.setLong(2, before);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private List<Gap> gaps(Connection connection) throws SQLException {
        long treeSize = published.treeSize();
        long known = returns.get();
        Read last = read;
        if (last.treeSize() != treeSize || last.returns() != known) {
            last = new Read(treeSize, known, query(connection));
            read = last;
        }
        return last.gaps();
    }

    private static List<Gap> query(Connection connection) throws SQLException {
        var gaps = new ArrayList<Gap>();
        try (PreparedStatement query = connection.prepareStatement(GAPS); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                gaps.add(new Gap(row.getLong(1), row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(), row.getLong(4)));
            }
        }
        return List.copyOf(gaps);
    }
}
