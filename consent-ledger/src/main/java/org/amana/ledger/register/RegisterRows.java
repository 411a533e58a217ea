package org.amana.ledger.register;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of the register as the sequencer's batch reads and writes them. */
final class RegisterRows {
    /** Columns of a proposal with its decision, as {@link #proposal(ResultSet)} reads them. */
    static final String PROPOSAL = """
            select p.id, p.kind, p.entry, p.base_version, p.retires, p.document, p.proposed_by, p.proposed_at,
                d.outcome, d.decided_by, d.decided_at
            from register_proposal p left join register_decision d on d.proposal = p.id
            """;

    private RegisterRows() {}

    /**
     * A version that stands.
     *
     * @param approved two people decided on it
     */
    record Version(int number, String document, boolean retired, boolean approved) {}

    static Optional<Version> newest(Connection tx, EntryKey entry) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement("""
                select version, document, retired, proposal is not null from register_version where kind = ? and id = ?
                order by version desc limit 1""")) {
            query.setString(1, entry.kind().word());
            query.setString(2, entry.id());
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Version(row.getInt(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)))
                        : Optional.empty();
            }
        }
    }

    static Optional<Proposal> proposal(Connection tx, ProposalId id) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(PROPOSAL + "where p.id = ?")) {
            query.setString(1, id.value());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(proposal(row)) : Optional.empty();
            }
        }
    }

    static Proposal proposal(ResultSet row) throws SQLException {
        var entry = new EntryKey(EntryKind.of(row.getString(2)), row.getString(3));
        @Nullable String outcome = row.getString(9);
        Optional<Proposal.Decision> decision = outcome == null
                ? Optional.empty()
                : Optional.of(new Proposal.Decision(Proposal.Outcome.valueOf(outcome), row.getString(10),
                        row.getObject(11, OffsetDateTime.class).toInstant()));
        return new Proposal(new ProposalId(row.getString(1)), entry, row.getInt(4), row.getBoolean(5), row.getString(6),
                row.getString(7), row.getObject(8, OffsetDateTime.class).toInstant(), decision);
    }

    static void insert(Connection tx, EntryKey entry, Version version, Optional<ProposalId> proposal, long index)
            throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                insert into register_version (kind, id, version, document, retired, proposal, index)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, entry.kind().word());
            insert.setString(2, entry.id());
            insert.setInt(3, version.number());
            insert.setString(4, version.document());
            insert.setBoolean(5, version.retired());
            insert.setString(6, proposal.map(ProposalId::value).orElse(null));
            insert.setLong(7, index);
            insert.executeUpdate();
        }
    }

    static void insert(Connection tx, Proposal proposal, long index) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                insert into register_proposal
                    (id, kind, entry, base_version, retires, document, proposed_by, proposed_at, index)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, proposal.id().value());
            insert.setString(2, proposal.entry().kind().word());
            insert.setString(3, proposal.entry().id());
            insert.setInt(4, proposal.baseVersion());
            insert.setBoolean(5, proposal.retires());
            insert.setString(6, proposal.document());
            insert.setString(7, proposal.proposedBy());
            insert.setObject(8, utc(proposal.proposedAt()));
            insert.setLong(9, index);
            insert.executeUpdate();
        }
    }

    static void insert(Connection tx, Proposal proposal, RegisterSubmission.Deciding decision, long index)
            throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                insert into register_decision (proposal, proposed_by, outcome, decided_by, decided_at, index)
                values (?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, proposal.id().value());
            insert.setString(2, proposal.proposedBy());
            insert.setString(3, decision.outcome().name());
            insert.setString(4, decision.by());
            insert.setObject(5, utc(decision.at()));
            insert.setLong(6, index);
            insert.executeUpdate();
        }
    }

    static void insertOpened(Connection tx, long index) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("insert into register_opened (index) values (?)")) {
            insert.setLong(1, index);
            insert.executeUpdate();
        }
    }

    static boolean isOpened(Connection tx) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement("select exists (select 1 from register_opened)");
                ResultSet row = query.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
