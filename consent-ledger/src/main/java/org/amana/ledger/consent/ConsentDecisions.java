package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.ExchangeStatement;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.Objection;
import org.amana.core.consent.Opening;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.register.Party;
import org.amana.ledger.log.Idempotency;
import org.amana.ledger.log.Participant;
import org.amana.ledger.log.Submission;
import org.amana.ledger.sealing.SubjectKeys;

/** Decides on events about consents: opens each batch with what stands. */
final class ConsentDecisions implements Participant {
    private final Standings standings;
    private final ReturnedContent returned;
    private final SubjectKeys keys;
    private final ConsentBatch.Tables tables;
    private final ExchangeBatch.Sources exchanges;

    ConsentDecisions(Standings standings, ReturnedContent returned, SubjectKeys keys, ConsentBatch.Tables tables,
            ExchangeBatch.Sources exchanges) {
        this.standings = standings;
        this.returned = returned;
        this.keys = keys;
        this.tables = tables;
        this.exchanges = exchanges;
    }

    /** A person's decision that was checked against the register. */
    record Decision(SignedConsentEvent event, Opening opening, Party recipient, Optional<Idempotency> idempotency,
                    Participant participant)
            implements
                Submission {
        @Override
        public boolean isUrgent() {
            return event.kind() == EventKind.WITHDRAWN;
        }
    }

    /** A recipient's confirmation that was checked against its certificate. */
    record Erasure(ErasureEvent event, Opening opening, Optional<Idempotency> idempotency, Participant participant)
            implements
                Submission {}

    /** A source's order that was checked against its certificate. */
    record Order(PermitOrder order, Optional<Idempotency> idempotency, Participant participant)
            implements
                Submission {}

    /** What an office said of a permit, checked against its certificate and the permit. */
    record Settlement(ExchangeOutcome outcome, Optional<Idempotency> idempotency, Participant participant)
            implements
                Submission {}

    /** A law that is named, an objection or its answer, or a review, checked against certificate or key. */
    record Saying(ExchangeStatement statement, Optional<Party> told, Optional<Idempotency> idempotency,
                  Participant participant)
            implements
                Submission {
        /** As a withdrawal: nothing that waits is permitted before it. */
        @Override
        public boolean isUrgent() {
            return statement instanceof Objection;
        }
    }

    /** A person's wish, signed by the relation's key, that all of it be erased. */
    record Forgetting(RelationId relation, Participant participant) implements Submission {
        @Override
        public Optional<Idempotency> idempotency() {
            return Optional.empty(); // a key that is kept would be a trace
        }
    }

    /** Content of lost entries of one relation, in the order of the log, each checked against its leaf. */
    record Returning(RelationId relation, List<ReturnedContent.Entry> entries, Participant participant)
            implements
                Submission {
        Returning {
            entries = List.copyOf(entries);
        }

        @Override
        public Optional<Idempotency> idempotency() {
            return Optional.empty(); // what is there already is not stored again
        }

        @Override
        public boolean isEntry() {
            return false;
        }
    }

    /** The record of the guardian whom an order names. */
    static Optional<RecordId> guardian(PermitOrder order) {
        return order.age().flatMap(PersonsAge::findGuardian).map(PersonsAge.Guardian::record);
    }

    @Override
    public Batch open(Connection tx, List<Submission> submissions, long reading) throws SQLException {
        var records = new HashSet<RecordId>();
        var requests = new HashSet<RequestHash>();
        var relations = new HashSet<RelationId>();
        var forgotten = new HashSet<RelationId>();
        var returning = new HashMap<RelationId, Set<Long>>();
        var ordered = new HashSet<RecordId>();
        var purposes = new HashSet<String>();
        var permits = new HashSet<Long>();
        var series = new HashSet<RecordId>();
        for (Submission submission : submissions) {
            switch (submission) {
                case Decision decision -> {
                    records.add(decision.event().record());
                    requests.add(decision.event().requestHash());
                    relations.add(decision.event().event().relation());
                }
                case Erasure erasure -> {
                    records.add(erasure.event().record());
                    relations.add(erasure.event().relation());
                }
                case Order order -> {
                    ordered.add(order.order().record());
                    guardian(order.order()).ifPresent(ordered::add);
                    purposes.add(order.order().purpose());
                    order.order().every().ifPresent(_ -> series.add(order.order().record()));
                }
                case Settlement settlement -> {
                    ordered.add(settlement.outcome().record());
                    permits.add(settlement.outcome().permit());
                }
                case Saying saying -> {
                    ordered.add(saying.statement().record());
                    if (saying.statement() instanceof LawfulAccess access) {
                        ordered.add(access.known().record());
                    }
                }
                case Forgetting forgetting -> forgotten.add(forgetting.relation());
                case Returning content -> {
                    content.entries().forEach(entry -> {
                        records.add(entry.event().record());
                        requests.add(entry.event().requestHash());
                    });
                    relations.add(content.relation());
                    content.entries()
                            .forEach(entry -> returning.computeIfAbsent(content.relation(), _ -> new HashSet<>())
                                    .add(entry.index()));
                }
                default -> throw new IllegalArgumentException("not about a consent");
            }
        }
        records.addAll(ordered);
        Standings.Found found = standings.of(tx, records, reading);
        List<ConsentState> under = ordered.stream().flatMap(record -> found.known(record).stream()).toList();
        var standing = new ConsentBatch.Standing(found, standings.answers(tx, requests),
                tables.states().next(tx, relations), tables.relations().find(tx, forgotten),
                returned.find(tx, returning));
        under.forEach(state -> relations.add(state.relation()));
        return new ConsentBatch(standing, standings, returned, tables,
                EventRows.open(tx, keys, tables.names(), relations),
                new ExchangeBatch(exchanges.read(tx, under, purposes, permits, series), exchanges));
    }
}
