package org.amana.ledger.register;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.EntryBundle;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.Idempotency;
import org.amana.ledger.log.Participant;
import org.amana.ledger.log.PublicEntry;
import org.amana.ledger.log.Submission;
import tools.jackson.databind.node.ObjectNode;

/**
 * Versions of register entries as public leaves of the log: nobody can claim afterwards that a
 * purpose had been registered earlier, or otherwise.
 *
 * <pre>
 * 0x02 || {"document":{…},"id":"keep-diploma-on-file","type":"intended_use","version":1}
 * </pre>
 */
final class RegisterVersions implements Participant {
    /** A document that may be a new version. */
    record Candidate(EntryKind kind, String id, ObjectNode document, Participant participant) implements Submission {
        @Override
        public Optional<Idempotency> idempotency() {
            return Optional.empty();
        }

        String canonical() {
            return new String(StrictJson.canonical(document), StandardCharsets.UTF_8);
        }
    }

    private record Key(EntryKind kind, String id) {}

    private record Version(int number, String document) {}

    private record Row(Key key, Version version, long index) {}

    Submission candidate(EntryKind kind, String id, ObjectNode document) {
        return new Candidate(kind, id, document, this);
    }

    @Override
    public Batch open(Connection tx, List<Submission> submissions) throws SQLException {
        var newest = new HashMap<Key, Version>();
        for (Submission submission : submissions) {
            if (submission instanceof Candidate candidate) {
                var key = new Key(candidate.kind(), candidate.id());
                Optional<Version> found = newest(tx, key);
                found.ifPresent(version -> newest.put(key, version));
            }
        }
        return new VersionBatch(newest);
    }

    private static Optional<Version> newest(Connection tx, Key key) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement("""
                select version, document from register_version where kind = ? and id = ?
                order by version desc limit 1""")) {
            query.setString(1, key.kind().word());
            query.setString(2, key.id());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new Version(row.getInt(1), row.getString(2))) : Optional.empty();
            }
        }
    }

    private static final class VersionBatch implements Batch {
        private final Map<Key, Version> newest;
        private final List<Row> rows = new ArrayList<>();

        VersionBatch(Map<Key, Version> newest) {
            this.newest = newest;
        }

        @Override
        public byte[] decide(Submission submission, long index) {
            if (!(submission instanceof Candidate candidate)) {
                throw new IllegalArgumentException("not a register entry");
            }
            var key = new Key(candidate.kind(), candidate.id());
            Version before = newest.get(key);
            String document = candidate.canonical();
            if (before != null && before.document().equals(document)) {
                throw new ProblemException(new RegisterEntryProblem.Unchanged());
            }
            var version = new Version(before == null ? 1 : before.number() + 1, document);
            byte[] entry = entry(candidate, version.number());
            newest.put(key, version);
            rows.add(new Row(key, version, index));
            return entry;
        }

        private static byte[] entry(Candidate candidate, int version) {
            ObjectNode leaf = StrictJson.object().put("type", candidate.kind().word()).put("id", candidate.id());
            leaf.put("version", version).set("document", candidate.document());
            byte[] entry = PublicEntry.of(leaf);
            if (entry.length > EntryBundle.MAX_ENTRY_BYTES) {
                throw new ProblemException(new RegisterEntryProblem.Contradiction(
                        "a register entry is at most " + EntryBundle.MAX_ENTRY_BYTES + " bytes"));
            }
            return entry;
        }

        @Override
        public void write(Connection tx) throws SQLException {
            try (PreparedStatement insert = tx.prepareStatement(
                    "insert into register_version (kind, id, version, document, index) values (?, ?, ?, ?, ?)")) {
                for (Row row : rows) {
                    insert.setString(1, row.key().kind().word());
                    insert.setString(2, row.key().id());
                    insert.setInt(3, row.version().number());
                    insert.setString(4, row.version().document());
                    insert.setLong(5, row.index());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }
}
