package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.amana.core.consent.OpenedEntry;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.Party;
import org.amana.ledger.log.LogProblem;
import org.amana.ledger.log.Sequencer;

/**
 * Takes back from persons the content of entries that the ledger lost. Nothing is believed: the leaf says that these
 * bytes were entered, and all that the ledger demanded then is demanded again, but for the clock. A leaf alone says
 * little, for whoever may enter what the ledger cannot read can have any commitment entered.
 */
public final class Openings {
    private final DataSource dataSource;
    private final Sequencer sequencer;
    private final ConsentDecisions decisions;
    private final LostContent lost;
    private final TermsCheck terms;
    private final NoticeOutbox outbox;

    /** What became of an opening: {@code known} for content that was there. */
    public record Taken(long index, boolean known) {}

    Openings(DataSource dataSource, Sequencer sequencer, ConsentDecisions decisions, LostContent lost,
            TermsCheck terms, NoticeOutbox outbox) {
        this.dataSource = dataSource;
        this.sequencer = sequencer;
        this.decisions = decisions;
        this.lost = lost;
        this.terms = terms;
        this.outbox = outbox;
    }

    /**
     * Stores the content of entries of a relation whose key has signed for it: of all or of none.
     *
     * @param openings their indexes rising
     * @throws ProblemException {@link ConsentRefusal}, {@link org.amana.core.consent.LifeProblem},
     *         {@link org.amana.core.consent.ConsentProblem}, {@link LogProblem}
     */
    public List<Taken> take(RelationId relation, List<OpenedEntry> openings) {
        var taken = new ArrayList<Taken>();
        var fresh = new ArrayList<ReturnedContent.Entry>();
        try (Connection connection = dataSource.getConnection()) {
            for (OpenedEntry opened : openings) {
                SignedConsentEvent event = own(relation, opened);
                boolean known = isKnown(connection, opened);
                taken.add(new Taken(opened.index(), known));
                if (!known) {
                    fresh.add(new ReturnedContent.Entry(opened.index(), event, opened.opening(),
                            recipient(connection, opened.index(), event)));
                }
            }
        } catch (SQLException e) {
            throw new ProblemException(new LogProblem.Unavailable("the database does not answer"), e);
        }
        if (!fresh.isEmpty()) {
            sequencer.append(new ConsentDecisions.Returning(relation, fresh, decisions));
            outbox.wake();
        }
        return List.copyOf(taken);
    }

    private static SignedConsentEvent own(RelationId relation, OpenedEntry opened) {
        if (!(UnverifiedEvent.parse(opened.opening().event()).verify() instanceof SignedConsentEvent event)
                || !event.kind().isReadable()) {
            throw refused(new ConsentRefusal.WrongKind("a person's decision on a consent expected"));
        }
        if (!event.event().relation().equals(relation)) {
            throw refused(new ConsentRefusal.NotOwn(opened.index()));
        }
        return event;
    }

    /** True when the entry's content is there; the leaf is looked at in any case. */
    private static boolean isKnown(Connection connection, OpenedEntry opened) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                """
                        select l.entry, exists (select 1 from event e where e.index = l.index) from leaf l where l.index = ?""")) {
            query.setLong(1, opened.index());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next() || !Arrays.equals(row.getBytes(1), opened.opening().commitment().bytes())) {
                    throw refused(new ConsentRefusal.OpensNothing(opened.index()));
                }
                return row.getBoolean(2);
            }
        }
    }

    private Party recipient(Connection connection, long index, SignedConsentEvent event) throws SQLException {
        LostContent.Gap gap = lost.gap(connection, index)
                .orElseThrow(() -> refused(new ConsentRefusal.NotLost(index)));
        return terms.recipientThen(event.event(), index, signedBefore(connection, gap), gap.restoredAt());
    }

    /** When the last tree without the gap was signed. */
    private static Instant signedBefore(Connection connection, LostContent.Gap gap) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select signed_at from checkpoint where tree_size <= ? order by tree_size desc limit 1")) {
            query.setLong(1, gap.first());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getObject(1, OffsetDateTime.class).toInstant() : Instant.EPOCH;
            }
        }
    }

    private static ProblemException refused(ConsentRefusal refusal) {
        return new ProblemException(refusal);
    }
}
