package org.amana.ledger.witness;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.core.note.VerifierKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code cosignature}: what witnesses have said of this log's checkpoints. Verified before it comes here. */
final class Cosignatures {
    private final JdbcClient jdbc;
    private final Clock clock;

    Cosignatures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Who has cosigned the checkpoint of a size, by {@link #name}. */
    record Cosigned(long treeSize, Set<String> cosigners) {}

    /** Keeps verified lines; a second line of one key for one checkpoint is of no use and passed over. */
    void keep(long treeSize, Map<VerifierKey, String> lines) {
        lines.forEach((key, line) -> jdbc.sql("""
                insert into cosignature (tree_size, cosigner, line, received_at) values (?, ?, ?, ?)
                on conflict do nothing""")
                .params(treeSize, name(key), line, CosignedCheckpoints.utc(clock.instant()))
                .update());
    }

    /** Size of the newest checkpoint that one of these keys cosigned; 0 when there is none. */
    long newestOf(List<VerifierKey> keys) {
        return jdbc.sql("select coalesce(max(tree_size), 0) from cosignature where cosigner = any(?)")
                .param(keys.stream().map(Cosignatures::name).toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    /** Checkpoints of sizes between these two, both exclusive, newest first. */
    List<Cosigned> between(long low, long high, int limit) {
        return jdbc.sql("""
                select tree_size, array_agg(cosigner) from cosignature where tree_size > ? and tree_size < ?
                group by tree_size order by tree_size desc limit ?""")
                .params(low, high, limit)
                .query((row, number) -> new Cosigned(row.getLong(1),
                        Arrays.stream((String[]) row.getArray(2).getArray()).collect(Collectors.toSet())))
                .list();
    }

    /** The signed checkpoint of that size with every cosignature of these keys. */
    String note(long treeSize, List<VerifierKey> keys) {
        String note = jdbc.sql("select note from checkpoint where tree_size = ?")
                .param(treeSize)
                .query(String.class)
                .single();
        return note + String.join("", jdbc.sql("""
                select line from cosignature where tree_size = ? and cosigner = any(?) order by cosigner""")
                .params(treeSize, keys.stream().map(Cosignatures::name).toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Name and key id, which together tell a key from all others (C2SP signed-note, "Signatures"). */
    static String name(VerifierKey key) {
        return "%s+%08x".formatted(key.name(), key.id());
    }
}
