package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.ExchangeStatement;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.Objection;
import org.amana.core.consent.ObjectionAnswer;
import org.amana.core.consent.Opening;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PermitRule;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.ledger.register.StandingUses;

/**
 * Decides what offices may do under a consent or a law, by the rules of {@link PermitRule}: over how it stands at this very place
 * of the log, so that no permit comes between a withdrawal and a new grant.
 */
final class ExchangeBatch {
    private final Known known;
    private final Sources sources;

    /**
     * What was read for the batch.
     *
     * @param doubtful records whose withdrawal may have been lost
     * @param uses intended uses that stand, by id
     * @param permits those that outcomes are about, by index
     * @param last when the last permit of a series was given that did not come to nothing
     * @param others by relation in which a law was named
     */
    record Known(Set<RecordId> doubtful, Map<String, IntendedUse> uses, Map<Long, Permit> permits,
                 Map<RecordId, Instant> last, Map<RelationId, Others> others, LawRule laws) {}

    /** How the records of a relation stand in which a law was named; none where the tables contradict each other. */
    record Others(List<ConsentState> states, Optional<ProblemException> contradiction) {}

    /** A permit that was given, and which outcomes of it were told: {@code DELIVERED harbour-bakery}. */
    record Permit(RelationId relation, RecordId record, Set<String> told) {}

    /** Where it reads. */
    record Sources(StoredEntries entries, LostContent lost, StandingUses uses, Standings standings,
                   RandomGenerator random, Clock clock) {
        Known read(Connection tx, Collection<ConsentState> ordered, Collection<String> purposes,
                   Collection<Long> permits, Collection<RecordId> series)
                throws SQLException {
            var doubtful = new HashSet<RecordId>();
            for (ConsentState state : ordered) {
                if (lost.leavesInDoubt(tx, state)) {
                    doubtful.add(state.record());
                }
            }
            var given = new HashMap<Long, Permit>();
            for (long index : permits) {
                permit(tx, index).ifPresent(permit -> given.put(index, permit));
            }
            var last = new HashMap<RecordId, Instant>();
            for (RecordId record : series) {
                entries.lastPermit(tx, record).ifPresent(permit -> last.put(record, permit.time()));
            }
            var others = new HashMap<RelationId, Others>();
            var named = new HashSet<>(purposes);
            for (ConsentState state : ordered) {
                if (state.law().isPresent() && !others.containsKey(state.relation())) {
                    Others beside = others(tx, state.relation());
                    beside.states().forEach(other -> named.add(other.purpose()));
                    others.put(state.relation(), beside);
                }
            }
            return new Known(doubtful, uses.find(tx, purposes), given, last, others,
                    new LawRule(others.isEmpty() ? Map.of() : uses.versions(tx, named)));
        }

        private Others others(Connection tx, RelationId relation) throws SQLException {
            try {
                return new Others(standings.beside(tx, relation), Optional.empty());
            } catch (ProblemException e) {
                return new Others(List.of(), Optional.of(e));
            }
        }

        private Optional<Permit> permit(Connection tx, long index) throws SQLException {
            Optional<ExchangeEvent> found = entries.permit(tx, index);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            var told = new HashSet<String>();
            for (StoredEntries.Opened entry : entries.ofPermit(tx, index)) {
                if (entry.event() instanceof ExchangeEvent outcome) {
                    told.add(telling(outcome.kind(), outcome.statement().issuer()));
                }
            }
            return Optional.of(new Permit(found.get().relation(), found.get().record(), told));
        }
    }

    ExchangeBatch(Known known, Sources sources) {
        this.known = known;
        this.sources = sources;
    }

    /**
     * The entry that answers an order: a permit or its denial.
     *
     * @param guardian record that the order names as the guardian's
     * @param changed records that this batch changed before
     */
    EventRows.Row answer(PermitOrder order, ConsentState consent, Optional<ConsentState> guardian,
                         Collection<ConsentState> changed, long index) {
        Instant now = sources.clock().instant();
        Optional<DenyReason> denied = PermitRule.denial(consent, guardian, order, now)
                .or(() -> denial(isInDoubt(consent) || guardian.filter(this::isInDoubt).isPresent(),
                        DenyReason.IN_DOUBT))
                .or(() -> consent.law().isPresent()
                        ? byLaw(consent.law().get(), order, consent.relation(), changed, now)
                        : denial(!isRegistered(order), DenyReason.NOT_REGISTERED))
                .or(() -> denial(isEarly(order, now), DenyReason.TOO_EARLY));
        if (denied.isEmpty()) {
            known.last().put(order.record(), now);
        }
        return row(ExchangeEvent.of(order, consent.relation(), now, denied), consent, index, Optional.empty());
    }

    private boolean isInDoubt(ConsentState state) {
        return known.doubtful().contains(state.record());
    }

    private Optional<DenyReason> byLaw(LawfulAccess access, PermitOrder order, RelationId relation,
                                       Collection<ConsentState> changed, Instant now) {
        Others read = known.others().get(relation);
        if (read == null) { // named in this very batch: what else the person said was not read for it
            throw new ProblemException(
                    new ConsentRefusal.WrongState("something about this is being written now; ask again"));
        }
        read.contradiction().ifPresent(why -> {
            throw why;
        });
        var others = new LinkedHashMap<RecordId, ConsentState>();
        read.states().forEach(state -> others.put(state.record(), state));
        changed.stream()
                .filter(state -> state.relation().equals(relation))
                .forEach(state -> others.put(state.record(), state));
        return known.laws().denial(access, order, others.values(), now);
    }

    /** What is said of a law, as an event of that relation. */
    ExchangeEvent event(ExchangeStatement statement, RelationId relation) {
        Instant now = sources.clock().instant();
        return switch (statement) {
            case LawfulAccess access -> ExchangeEvent.of(access, relation, now);
            case Objection objection -> ExchangeEvent.of(objection, now);
            case ObjectionAnswer answer -> ExchangeEvent.of(answer, relation, now);
            case AccessReview review -> ExchangeEvent.of(review, relation, now);
            case PermitOrder _,ExchangeOutcome _ -> throw new IllegalArgumentException("not about a law");
        };
    }

    /** The row of such an event. */
    EventRows.Row row(ExchangeEvent event, ConsentState after, long index) {
        return row(event, after, index, Optional.empty());
    }

    private static Optional<DenyReason> denial(boolean applies, DenyReason reason) {
        return applies ? Optional.of(reason) : Optional.empty();
    }

    /** Of a series; what came to nothing is no delivery, so another try may follow it at once. */
    private boolean isEarly(PermitOrder order, Instant now) {
        Instant last = known.last().get(order.record());
        return last != null && order.isEarly(last, now);
    }

    private boolean isRegistered(PermitOrder order) {
        return Optional.ofNullable(known.uses().get(order.purpose()))
                .filter(use -> use.party().equals(order.requester())
                        && IntendedUse.restsOnConsentAlone(use.legalBasis()) && use.covers(order.categories()))
                .isPresent();
    }

    /**
     * The entry of what became of a permit.
     *
     * @throws ProblemException {@link ConsentRefusal.UnknownRecord}, {@link ConsentRefusal.AlreadyDecided}
     */
    EventRows.Row settle(ExchangeOutcome outcome, ConsentState consent, long index) {
        Permit permit = Optional.ofNullable(known.permits().get(outcome.permit()))
                .filter(given -> given.record().equals(outcome.record()))
                .orElseThrow(() -> new ProblemException(new ConsentRefusal.UnknownRecord()));
        if (outcome.kind() == EventKind.FAILED
                && permit.told().stream().anyMatch(told -> told.startsWith(EventKind.DELIVERED + " "))) {
            throw new ProblemException(new ConsentRefusal.AlreadyDecided("what was permitted has arrived"));
        }
        if (!permit.told().add(telling(outcome.kind(), outcome.issuer()))) {
            throw new ProblemException(new ConsentRefusal.AlreadyDecided("this was told of the permit before"));
        }
        return row(ExchangeEvent.of(outcome, consent.relation(), sources.clock().instant()), consent, index,
                Optional.of(outcome.permit()));
    }

    private EventRows.Row row(ExchangeEvent event, ConsentState consent, long index, Optional<Long> permit) {
        return new EventRows.Row(index, event, Opening.make(event, sources.random()), consent, Optional.empty(),
                permit);
    }

    private static String telling(EventKind kind, String issuer) {
        return kind + " " + issuer;
    }

    /** Nothing is known any more of a relation that was erased. */
    void forget(RelationId relation) {
        known.permits().values().removeIf(permit -> permit.relation().equals(relation));
    }
}
