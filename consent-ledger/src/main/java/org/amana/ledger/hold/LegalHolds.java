package org.amana.ledger.hold;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.Sequencer;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.ledger.sealing.SubjectKeys;
import org.amana.ledger.sealing.WrappedKey;
import org.amana.ledger.staff.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The legal holds: which stand, and how they come and go. */
public final class LegalHolds {
    private static final int MOST = 200;
    private static final String SELECT = "select h.id, h.ground, h.law, h.reason, h.set_index, h.set_at, h.lifted_at, "
            + WrappedKey.COLUMNS + " from legal_hold h join subject_key k using (relation) ";
    private final JdbcClient jdbc;
    private final Sequencer sequencer;
    private final SubjectKeys keys;
    private final LookUpNames names;
    private final HoldEntries entries = new HoldEntries();
    private final RandomGenerator random;
    private final Clock clock;

    LegalHolds(JdbcClient jdbc, Sequencer sequencer, SubjectKeys keys, LookUpNames names, RandomGenerator random,
            Clock clock) {
        this.jdbc = jdbc;
        this.sequencer = sequencer;
        this.keys = keys;
        this.names = names;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Holds all that is kept about the relation of a record.
     *
     * @throws ProblemException {@link HoldProblem.NothingKept}, {@link org.amana.ledger.log.LogProblem}
     */
    public void set(RecordId record, HoldOrder order, StaffId officer) {
        WrappedKey key = jdbc.sql("select " + WrappedKey.COLUMNS + " from subject_key k where k.relation ="
                + " (select relation from event where record = ? limit 1)")
                .param(names.of(record))
                .query((row, number) -> WrappedKey.read(row, 1))
                .optional()
                .orElseThrow(() -> new ProblemException(new HoldProblem.NothingKept()));
        String id = "hold-" + RecordId.random(random).value();
        byte[] sealed = keys.unwrap(key).seal(order.reason().getBytes(StandardCharsets.UTF_8), place(id));
        sequencer.append(new HoldEntries.Setting(id, key.relation(), order, sealed, officer, now(), entries));
    }

    /**
     * Ends a hold.
     *
     * @throws ProblemException {@link HoldProblem.NoSuchHold}, {@link org.amana.ledger.log.LogProblem}
     */
    public void lift(String id, StaffId officer) {
        sequencer.append(new HoldEntries.Lifting(id, officer, now(), entries));
    }

    /** All, those that stand first, the newest of each before. */
    public List<LegalHold> all() {
        return jdbc.sql(SELECT + "order by (h.lifted_at is null) desc, h.set_index desc limit ?")
                .param(MOST)
                .query((row, number) -> read(row))
                .list();
    }

    /** Those on a relation, in the order in which they were set. */
    public List<LegalHold> of(RelationId relation) {
        return jdbc.sql(SELECT + "where h.relation = ? order by h.set_index")
                .param(names.of(relation))
                .query((row, number) -> read(row))
                .list();
    }

    private LegalHold read(ResultSet row) throws SQLException {
        String id = row.getString(1);
        byte[] reason = keys.unwrap(WrappedKey.read(row, 8)).open(row.getBytes(4), place(id));
        @Nullable OffsetDateTime lifted = row.getObject(7, OffsetDateTime.class);
        return new LegalHold(id, LegalHold.Ground.valueOf(row.getString(2)), row.getString(3),
                new String(reason, StandardCharsets.UTF_8), row.getLong(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(lifted).map(OffsetDateTime::toInstant));
    }

    private static String place(String id) {
        return "legal hold " + id;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
