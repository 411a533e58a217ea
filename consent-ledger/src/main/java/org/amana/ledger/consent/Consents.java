package org.amana.ledger.consent;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.ErasureReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.Opening;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.SignedEvent;
import org.amana.core.consent.Tombstone;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.Party;
import org.amana.ledger.log.Appended;
import org.amana.ledger.log.Idempotency;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.log.Sequencer;

/** What was decided, and what stands. */
public final class Consents {
    private final Reading reading;
    private final StoredEntries stored;
    private final Standings standings;
    private final Sequencer sequencer;
    private final PublishedLog published;
    private final ConsentDecisions decisions;
    private final TermsCheck terms;
    private final NoticeOutbox outbox;
    private final RandomGenerator random;
    private final LostContent lost;
    private final Clock clock;

    /** An entry about one record, as the ledger keeps it. */
    public record Entry(long index, EventKind kind, RecordId record, Opening opening) {}

    Consents(Reading reading, StoredEntries stored, Standings standings, Sequencer sequencer,
            PublishedLog published, ConsentDecisions decisions, TermsCheck terms,
            NoticeOutbox outbox, RandomGenerator random, LostContent lost, Clock clock) {
        this.reading = reading;
        this.stored = stored;
        this.standings = standings;
        this.sequencer = sequencer;
        this.published = published;
        this.decisions = decisions;
        this.terms = terms;
        this.outbox = outbox;
        this.random = random;
        this.lost = lost;
        this.clock = clock;
    }

    /**
     * Appends a person's decision and returns its place; the receipt is the same for every repetition of the request.
     *
     * @throws ProblemException {@link ConsentRefusal}, {@link org.amana.ledger.log.LogProblem}
     */
    Appended decide(SignedConsentEvent event, Idempotency request) {
        Optional<Appended> earlier = published.earlier(request);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Party recipient = terms.recipient(event.event());
        if (event.kind() == EventKind.RENEWED) {
            requireRenewal(event.event());
        }
        Appended appended = sequencer
                .append(new ConsentDecisions.Decision(event, Opening.make(event, random), recipient,
                        Optional.of(request), decisions));
        if (ConsentBatch.isTold(event.kind())) {
            outbox.wake();
        }
        return appended;
    }

    /** Where nothing stands, the sequencer says so; what stands changes by a renewal alone, and that moves the chain. */
    private void requireRenewal(ConsentEvent renewed) {
        state(renewed.record())
                .filter(state -> state.relation().equals(renewed.relation())
                        && state.standing() == ConsentState.Standing.GIVEN)
                .map(state -> reading.read(connection -> stored.at(connection, state.standingIndex())).event())
                .ifPresent(standing -> {
                    if (standing instanceof SignedConsentEvent consent) {
                        Renewal.require(consent.event(), renewed);
                    }
                });
    }

    /**
     * Appends a recipient's confirmation, which the caller has checked.
     *
     * @throws ProblemException {@link ConsentRefusal}, {@link org.amana.ledger.log.LogProblem}
     */
    public Appended confirmErasure(ErasureEvent event, Idempotency request) {
        return sequencer.append(new ConsentDecisions.Erasure(event, Opening.make(event, random), Optional.of(request),
                decisions));
    }

    /**
     * Erases all that is kept about a relation whose key has asked for it, and returns the proof.
     *
     * @throws ProblemException {@link ConsentRefusal}, {@link org.amana.ledger.log.LogProblem}
     */
    public ErasureReceipt forget(RelationId relation) {
        Appended appended = sequencer.append(new ConsentDecisions.Forgetting(relation, decisions));
        return new ErasureReceipt(Tombstone.parse(published.entry(appended.index())), published.proof(appended));
    }

    /** The receipt of an entry in the tree it was signed with. */
    public ConsentReceipt receipt(Appended appended) {
        return ConsentReceipt.of(opening(appended.index()), published.proof(appended));
    }

    /** The receipt of an entry in the newest tree. */
    public ConsentReceipt receipt(long index) {
        return ConsentReceipt.of(opening(index), published.proof(index));
    }

    private Opening opening(long index) {
        return reading.read(connection -> stored.at(connection, index)).opening();
    }

    /**
     * How a record stands.
     *
     * @throws ProblemException {@link ConsentRefusal.Contradicted}
     */
    public Optional<ConsentState> state(RecordId record) {
        return reading.read(connection -> standings.of(connection, List.of(record)).of(record));
    }

    /**
     * Whether something is permitted by a record now.
     *
     * @throws ProblemException {@link ConsentRefusal.UnknownRecord}, {@link ConsentRefusal.Contradicted}
     */
    ConsentCheck check(RecordId record) {
        return check(state(record).orElseThrow(() -> new ProblemException(new ConsentRefusal.UnknownRecord())));
    }

    /** How the answer to a request stands; refusal as above. */
    public Optional<ConsentState> state(RequestHash request) {
        return reading.read(connection -> standings.of(connection, request));
    }

    /** All records of a relation; refusal as above. */
    public List<ConsentState> states(RelationId relation) {
        return reading.read(connection -> standings.of(connection, relation));
    }

    /** All entries of a relation in the order of the log; refusal as above. */
    public List<Entry> entries(RelationId relation) {
        return reading.read(connection -> stored.ofRelation(connection, relation)).stream().map(opened -> {
            SignedEvent event = opened.event();
            return new Entry(opened.index(), event.kind(), event.record(), opened.opening());
        }).toList();
    }

    /**
     * True when a consent stands, and content that is still lost may be its withdrawal: nothing is permitted until that
     * content comes back or the person renews it.
     */
    public boolean isInDoubt(ConsentState state) {
        return reading.read(connection -> lost.leavesInDoubt(connection, state));
    }

    /** What a record that stands so permits now. */
    ConsentCheck check(ConsentState state) {
        return ConsentCheck.of(state, isInDoubt(state), clock.instant());
    }

    /** True once the recipient has answered that it knows of the withdrawal. */
    public boolean isToldOf(RecordId record) {
        return outbox.isDelivered(record);
    }
}
