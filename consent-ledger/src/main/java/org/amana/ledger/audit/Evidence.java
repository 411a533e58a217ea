package org.amana.ledger.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * What lets another program fold the consents again, of one moment and packed into one file: what opens the entries,
 * and what this ledger claims to stand.
 *
 * <pre>
 * openings.jsonl {"event":"…","index":8,"salt":"…"}
 * state.jsonl    {"decided_index":8,"record":"…","state":"WITHDRAWN","withdrawn_index":9}
 * </pre>
 */
final class Evidence {
    /** The file is made in memory, and an event has some thousand bytes. */
    static final int MOST_ENTRIES = 50_000;
    private static final LocalDateTime ANY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final String OF_RECIPIENT = "cast(:recipient as text) is null or %s.controller = :recipient";
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final StoredEvents events;

    Evidence(JdbcClient jdbc, PlatformTransactionManager transactions, StoredEvents events) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.events = events;
    }

    /**
     * The file.
     *
     * @param recipient alone, where given: a relation is towards one recipient, so that none is torn
     * @throws ProblemException {@link AuditProblem.TooMany}, {@link org.amana.ledger.consent.ConsentRefusal.Contradicted}
     */
    byte[] zip(Optional<String> recipient) {
        var files = new ArrayList<List<ObjectNode>>();
        reading.executeWithoutResult(status -> {
            files.add(openings(recipient));
            files.add(states(recipient));
        });
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "openings.jsonl", files.getFirst());
            put(zip, "state.jsonl", files.getLast());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private List<ObjectNode> openings(Optional<String> recipient) {
        List<ObjectNode> openings = jdbc.sql("select " + StoredEvents.COLUMNS
                + " from event e join subject_key k using (relation) where " + OF_RECIPIENT.formatted("e")
                + " order by e.index limit :most")
                .param("recipient", recipient.orElse(null))
                .param("most", MOST_ENTRIES + 1)
                .query((row, number) -> events.opening(row, 1).toJson().put("index", row.getLong(1)))
                .list();
        if (openings.size() > MOST_ENTRIES) {
            throw new ProblemException(new AuditProblem.TooMany("A file holds at most " + MOST_ENTRIES
                    + " entries: ask for one recipient."));
        }
        return openings;
    }

    /** A state whose entry is gone is claimed under the name the table has for it: no entry will say so. */
    private List<ObjectNode> states(Optional<String> recipient) {
        return jdbc.sql("select s.record, s.state, s.decided_index, s.withdrawn_index, s.erased_index, "
                + StoredEvents.COLUMNS + " from consent_state s left join event e on e.index = s.decided_index"
                + " left join subject_key k on k.relation = e.relation where " + OF_RECIPIENT.formatted("s")
                + " order by s.decided_index")
                .param("recipient", recipient.orElse(null))
                .query((row, number) -> state(row))
                .list();
    }

    private ObjectNode state(ResultSet row) throws SQLException {
        row.getLong(6);
        String record = row.wasNull() ? row.getString(1) : events.read(row, 6).record();
        ObjectNode state = StrictJson.object().put("record", record).put("state", row.getString(2));
        state.put("decided_index", row.getLong(3));
        putIndex(state, "withdrawn_index", row, 4);
        putIndex(state, "erased_index", row, 5);
        return state;
    }

    private static void putIndex(ObjectNode state, String name, ResultSet row, int column) throws SQLException {
        long index = row.getLong(column);
        if (!row.wasNull()) {
            state.put(name, index);
        }
    }

    private static void put(ZipOutputStream zip, String name, List<ObjectNode> lines) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(ANY_TIME);
        zip.putNextEntry(entry);
        for (ObjectNode line : lines) {
            zip.write((StrictJson.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
    }
}
