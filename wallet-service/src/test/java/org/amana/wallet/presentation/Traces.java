package org.amana.wallet.presentation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.amana.core.json.StrictJson;
import org.amana.wallet.world.FakeServer.Call;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * All that two operators together keep of something that happened, cut into pieces by which it could be told from
 * something else: whole values, long words, every 16 characters of long ones, and how long each value is.
 */
record Traces(Set<String> pieces) {
    private static final Pattern WORDS = Pattern.compile("[^A-Za-z0-9_+/=-]+");
    private static final int WORD = 8;
    private static final int LONG_WORD = 32;
    private static final int WINDOW = 16;

    /** A row of some table, as JSON. */
    record Row(String table, String json) {}

    /** Every row there is now. */
    static List<Row> rows(JdbcClient jdbc) {
        var rows = new ArrayList<Row>();
        List<String> tables = jdbc.sql("select tablename from pg_tables where schemaname = current_schema()"
                + " and tablename <> 'flyway_schema_history'").query((row, number) -> row.getString(1)).list();
        for (String table : tables) {
            rows.addAll(jdbc.sql("select to_jsonb(t)::text from " + table + " t")
                    .query((row, number) -> new Row(table, row.getString(1)))
                    .list());
        }
        return rows;
    }

    /** What became of one act: rows that were not there before, and calls. */
    static Traces of(List<Row> before, List<Row> after, List<Call> calls) {
        var traces = new Traces(new HashSet<>());
        var fresh = new ArrayList<>(after);
        before.forEach(fresh::remove);
        for (Row row : fresh) {
            StrictJson.parse(row.json().getBytes(java.nio.charset.StandardCharsets.UTF_8), 16 << 20)
                    .properties()
                    .forEach(column -> traces.add(row.table() + "." + column.getKey(), text(column.getValue())));
        }
        for (Call call : calls) {
            traces.add("call", call.method() + " " + call.path());
            traces.add("body", call.body());
            call.headers().forEach((name, value) -> traces.add("header " + name, value));
        }
        return traces;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    /** Adds a value that is kept in some place. */
    void add(String place, String value) {
        pieces.add(place + "=" + value);
        pieces.add(place + " has " + value.length() + " characters");
        for (String word : WORDS.split(value, -1)) {
            if (word.length() >= WORD) {
                pieces.add(word);
            }
            for (int i = 0; word.length() > LONG_WORD && i + WINDOW <= word.length(); i++) {
                pieces.add(word.substring(i, i + WINDOW));
            }
        }
    }

    /** A copy, so that something can be planted in it. */
    Traces copy() {
        return new Traces(new HashSet<>(pieces));
    }

    /** Pieces that all of these have and none of those. */
    static Set<String> onlyOf(List<Traces> these, List<Traces> those) {
        var common = new HashSet<>(these.getFirst().pieces());
        these.forEach(each -> common.retainAll(each.pieces()));
        those.forEach(each -> common.removeAll(each.pieces()));
        return common;
    }
}
