package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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

/** Decides on events about consents: opens each batch with what stands. */
final class ConsentDecisions implements Participant {
    private final NoticeOutbox outbox;

    ConsentDecisions(NoticeOutbox outbox) {
        this.outbox = outbox;
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
    public Batch open(Connection tx, List<Submission> submissions) throws SQLException {
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
                case Erasure erasure -> records.add(erasure.event().record());
                case Forgetting forgetting -> forgotten.add(forgetting.relation());
                default -> throw new IllegalArgumentException("not about a consent");
            }
        }
        var states = new ArrayList<>(ConsentRows.find(tx, records, requests));
        return new ConsentBatch(states, ConsentRows.next(tx, relations), RelationRows.find(tx, forgotten), outbox);
    }
}
