package org.amana.ledger.audit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.core.consent.Commitment;
import org.amana.ledger.log.PublicEntry;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A page of entries as anyone may see them: closed ones by their hash, open ones by what they register. */
final class LogPage {
    private static final int LENGTH = 50;
    private final JdbcClient jdbc;

    LogPage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One entry.
     *
     * @param closed true for a commitment, whose content only the person and the recipient can open
     * @param about what an open entry says; empty for a closed one
     */
    record Row(long index, String leafHash, boolean closed, Optional<OpenEntry> about) {}

    /** Entries, newest first, and where the next page begins. */
    record Page(List<Row> rows, OptionalLong olderFrom) {}

    Page before(long end) {
        List<Row> rows = new ArrayList<>(jdbc.sql("""
                select index, leaf_hash, entry from leaf where index < ? order by index desc limit ?""")
                .params(end, LENGTH + 1)
                .query((row, number) -> row(row.getLong(1), row.getBytes(2), row.getBytes(3)))
                .list());
        if (rows.size() <= LENGTH) {
            return new Page(rows, OptionalLong.empty());
        }
        rows.removeLast();
        return new Page(rows, OptionalLong.of(rows.getLast().index()));
    }

    private static Row row(long index, byte[] leafHash, byte[] entry) {
        boolean closed = entry.length == Commitment.BYTES && entry[0] == Commitment.VERSION;
        return new Row(index, HexFormat.of().formatHex(leafHash), closed,
                closed ? Optional.empty() : Optional.of(OpenEntry.of(PublicEntry.read(entry))));
    }
}
