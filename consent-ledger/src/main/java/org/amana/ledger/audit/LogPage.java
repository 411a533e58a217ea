package org.amana.ledger.audit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.amana.core.consent.Commitment;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.EntryBundle;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

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
     * @param about type, id and version of an open entry; empty for a closed one
     */
    record Row(long index, String leafHash, boolean closed, String about) {}

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
        return new Row(index, HexFormat.of().formatHex(leafHash), closed, closed ? "" : about(entry));
    }

    private static String about(byte[] entry) {
        byte[] json = java.util.Arrays.copyOfRange(entry, 1, entry.length);
        ObjectNode leaf = StrictJson.parseObject(json, EntryBundle.MAX_ENTRY_BYTES);
        return leaf.path("type").asString("").replace('_', ' ') + " " + leaf.path("id").asString("") + ", version "
                + leaf.path("version").asInt(0);
    }
}
