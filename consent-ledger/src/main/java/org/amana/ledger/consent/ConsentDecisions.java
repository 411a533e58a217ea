package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.Opening;
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
    private final SubjectKeys keys;
    private final ConsentBatch.Tables tables;

    ConsentDecisions(Standings standings, SubjectKeys keys, ConsentBatch.Tables tables) {
        this.standings = standings;
        this.keys = keys;
        this.tables = tables;
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

    /** A person's wish, signed by the relation's key, that all of it be erased. */
    record Forgetting(RelationId relation, Participant participant) implements Submission {
        @Override
        public Optional<Idempotency> idempotency() {
            return Optional.empty(); // a key that is kept would be a trace
        }
    }

    @Override
    public Batch open(Connection tx, List<Submission> submissions, long reading) throws SQLException {
        var records = new HashSet<RecordId>();
        var requests = new HashSet<RequestHash>();
        var relations = new HashSet<RelationId>();
        var forgotten = new HashSet<RelationId>();
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
                case Forgetting forgetting -> forgotten.add(forgetting.relation());
                default -> throw new IllegalArgumentException("not about a consent");
            }
        }
        var standing = new ConsentBatch.Standing(standings.of(tx, records, reading), standings.answers(tx, requests),
                tables.states().next(tx, relations), tables.relations().find(tx, forgotten));
        return new ConsentBatch(standing, standings, tables, EventRows.open(tx, keys, tables.names(), relations));
    }
}
