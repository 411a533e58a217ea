package org.amana.ledger.hold;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.Idempotency;
import org.amana.ledger.log.Participant;
import org.amana.ledger.log.PublicEntry;
import org.amana.ledger.log.Submission;
import org.amana.ledger.staff.StaffId;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds as entries: everyone sees that one was set or lifted, by which account and on what ground; on whom, and why, stays
 * with the ledger.
 *
 * <pre>
 * 0x02 || {"at":"2026-11-22T09:00:00Z","ground":"LEGAL_CLAIMS","id":"hold-…","staff":"staff-…","type":"legal_hold"}
 * 0x02 || {"at":"…","id":"hold-…","staff":"staff-…","type":"legal_hold_lifted"}
 * </pre>
 */
final class HoldEntries implements Participant {
    /** One to set. */
    static final class Setting implements Submission {
        private final String id;
        private final String relation;
        private final HoldOrder order;
        private final byte[] reason;
        private final StaffId officer;
        private final Instant at;
        private final Participant participant;

        /**
         * One to set.
         *
         * @param relation look-up name
         * @param reason sealed
         */
        Setting(String id, String relation, HoldOrder order, byte[] reason, StaffId officer, Instant at,
                Participant participant) {
            this.id = id;
            this.relation = relation;
            this.order = order;
            this.reason = reason.clone();
            this.officer = officer;
            this.at = at;
            this.participant = participant;
        }

        @Override
        public Participant participant() {
            return participant;
        }

        @Override
        public Optional<Idempotency> idempotency() {
            return Optional.empty();
        }
    }

    /** One to lift. */
    record Lifting(String id, StaffId officer, Instant at, Participant participant) implements Submission {
        @Override
        public Optional<Idempotency> idempotency() {
            return Optional.empty();
        }
    }

    @Override
    public Batch open(Connection tx, List<Submission> submissions, long reading) throws SQLException {
        var relations = new HashSet<String>();
        var ids = new HashSet<String>();
        for (Submission submission : submissions) {
            switch (submission) {
                case Setting setting -> relations.add(setting.relation);
                case Lifting lifting -> ids.add(lifting.id());
                default -> throw new IllegalArgumentException("not about a hold");
            }
        }
        return new Decided(found(tx, "select relation from subject_key where relation = any(?)", relations),
                found(tx, "select id from legal_hold where lifted_index is null and id = any(?)", ids));
    }

    private static Set<String> found(Connection tx, String sql, Set<String> wanted) throws SQLException {
        var found = new HashSet<String>();
        try (PreparedStatement query = tx.prepareStatement(sql)) {
            query.setArray(1, tx.createArrayOf("text", wanted.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }

    private static final class Decided implements Batch {
        private final Set<String> relations;
        private final Set<String> standing;
        private final List<Write> writes = new java.util.ArrayList<>();

        private interface Write {
            void to(Connection tx) throws SQLException;
        }

        Decided(Set<String> relations, Set<String> standing) {
            this.relations = relations;
            this.standing = standing;
        }

        @Override
        public byte[] decide(Submission submission, long index) {
            return submission instanceof Setting setting ? set(setting, index) : lift((Lifting) submission, index);
        }

        private byte[] set(Setting setting, long index) {
            if (!relations.contains(setting.relation)) {
                throw new ProblemException(new HoldProblem.NothingKept());
            }
            writes.add(tx -> insert(tx, setting, index));
            return PublicEntry.of(entry("legal_hold", setting.id, setting.officer, setting.at)
                    .put("ground", setting.order.ground().name()));
        }

        private byte[] lift(Lifting lifting, long index) {
            if (!standing.remove(lifting.id())) {
                throw new ProblemException(new HoldProblem.NoSuchHold());
            }
            writes.add(tx -> update(tx, lifting, index));
            return PublicEntry.of(entry("legal_hold_lifted", lifting.id(), lifting.officer(), lifting.at()));
        }

        private static ObjectNode entry(String type, String id, StaffId officer, Instant at) {
            return StrictJson.object()
                    .put("type", type)
                    .put("id", id)
                    .put("staff", officer.value())
                    .put("at", at.toString());
        }

        @Override
        public void write(Connection tx) throws SQLException {
            for (Write write : writes) {
                write.to(tx);
            }
        }

        private static void insert(Connection tx, Setting setting, long index) throws SQLException {
            try (PreparedStatement insert = tx.prepareStatement("""
                    insert into legal_hold (id, relation, ground, law, reason, set_index, set_at)
                    values (?, ?, ?, ?, ?, ?, ?)""")) {
                insert.setString(1, setting.id);
                insert.setString(2, setting.relation);
                insert.setString(3, setting.order.ground().name());
                insert.setString(4, setting.order.law());
                insert.setBytes(5, setting.reason);
                insert.setLong(6, index);
                insert.setObject(7, setting.at.atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
        }

        private static void update(Connection tx, Lifting lifting, long index) throws SQLException {
            try (PreparedStatement update = tx
                    .prepareStatement("update legal_hold set lifted_index = ?, lifted_at = ? where id = ?")) {
                update.setLong(1, index);
                update.setObject(2, lifting.at().atOffset(ZoneOffset.UTC));
                update.setString(3, lifting.id());
                update.executeUpdate();
            }
        }
    }
}
