package org.amana.core.consent;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;

/**
 * What stands, made anew from opened entries in the order of the log. It takes each event for what {@link ConsentLife}
 * makes of it, and only in its place: an entry that was left out, put elsewhere or could not have been accepted is
 * found, and what comes after it is still looked at.
 */
public final class ConsentFold {
    private final Map<RecordId, ConsentState> states = new LinkedHashMap<>();
    private final Map<RequestHash, RecordId> answered = new HashMap<>();
    private final Map<RelationId, ChainPosition> next = new HashMap<>();
    private final Map<Long, PermitOrder> permits = new HashMap<>();
    private final Set<Long> delivered = new HashSet<>();

    /**
     * Adds the next event. Kinds the ledger cannot read stand by themselves and change nothing here.
     *
     * @param commitment what the log holds of the event
     * @param index of its entry, greater than all before
     * @return why it cannot follow what was added before: {@code out_of_place}, {@code not_the_recipient},
     *         {@code not_permitted}, {@code no_such_permit}, or the code of a {@link LifeProblem}; empty when it can
     */
    public Optional<Finding> add(SignedEvent event, Commitment commitment, long index) {
        try {
            return switch (event) {
                case ErasureEvent erasure -> confirmed(erasure, index);
                case ExchangeEvent exchange -> exchanged(exchange, index);
                case SignedConsentEvent consent when consent.kind().isReadable() ->
                    decided(consent.event(), commitment, index);
                case SignedConsentEvent _ -> Optional.empty();
            };
        } catch (ProblemException e) {
            return Optional.of(Finding.of(e.problem()));
        }
    }

    private Optional<Finding> decided(ConsentEvent event, Commitment commitment, long index) {
        ChainPosition expected = next.getOrDefault(event.relation(), ChainPosition.first());
        ChainPosition found = event.position();
        next.put(event.relation(), found.next(commitment)); // so that one gap is found once
        RecordId other = answered.get(event.requestHash());
        if (other != null && !other.equals(event.record()) && ConsentLife.answersRequest(event.kind())) {
            throw new ProblemException(new LifeProblem.AlreadyDecided("this request was answered before"));
        }
        keep(ConsentLife.after(before(event.record()), event, index));
        if (found.equals(expected)) {
            return Optional.empty();
        }
        return Optional.of(new Finding("out_of_place", found.seq() == expected.seq()
                ? "it follows another entry of its relation than the one before it"
                : "it is number " + found.seq() + " of its relation, and number " + expected.seq() + " comes here"));
    }

    private Optional<Finding> confirmed(ErasureEvent event, long index) {
        ConsentState after = ConsentLife.erased(before(event.record()), event, index);
        keep(after);
        // whose certificate signed is for whoever has the register's anchors
        return after.controller().equals(event.confirmation().party())
                ? Optional.empty()
                : Optional.of(new Finding("not_the_recipient", "the confirmation is not the recipient's"));
    }

    private Optional<Finding> exchanged(ExchangeEvent event, long index) {
        if (event.kind().isOfLaw()) {
            return named(event, index);
        }
        ConsentState consent = before(event.record()).filter(state -> state.relation().equals(event.relation()))
                .orElseThrow(() -> new ProblemException(new LifeProblem.UnknownRecord()));
        return switch (event.statement()) {
            case PermitOrder order when event.kind() == EventKind.PERMIT -> {
                permits.put(index, order);
                yield denial(consent, order, event.time())
                        .map(reason -> new Finding("not_permitted", "it was permitted against " + reason.code()));
            }
            case PermitOrder _ -> Optional.empty();
            case ExchangeOutcome outcome -> settled(outcome, consent);
            case LawfulAccess _,Objection _,ObjectionAnswer _,AccessReview _ -> Optional.empty();
        };
    }

    /** What the guardian decided, only their own entries say: without those, the person's word is what there is to see. */
    private Optional<DenyReason> denial(ConsentState consent, PermitOrder order, Instant at) {
        Optional<ConsentState> guardian = order.age()
                .flatMap(PersonsAge::findGuardian)
                .flatMap(one -> before(one.record()));
        Optional<DenyReason> found = PermitRule.denial(consent, guardian, order, at);
        boolean isUnseen = guardian.isEmpty() && order.age().flatMap(PersonsAge::findGuardian).isPresent();
        return found.filter(reason -> !(isUnseen && reason == DenyReason.GUARDIAN_MISSING));
    }

    /** Whether the law is registered, and since when, is for whoever has the register. */
    private Optional<Finding> named(ExchangeEvent event, long index) {
        if (event.statement() instanceof LawfulAccess access && before(access.known().record())
                .filter(state -> state.relation().equals(event.relation())
                        && state.requestHash().equals(access.known().requestHash())
                        && state.controller().equals(access.requester()))
                .isEmpty()) {
            throw new ProblemException(new LifeProblem.UnknownRecord());
        }
        ConsentState after = ConsentLife.after(before(event.record()), event, index);
        keep(after);
        boolean isOffices = event.statement() instanceof ObjectionAnswer || event.statement() instanceof AccessReview;
        return isOffices && !event.statement().issuer().equals(after.controller())
                ? Optional.of(new Finding("not_the_recipient", "the answer is not the recipient's"))
                : Optional.empty();
    }

    private Optional<Finding> settled(ExchangeOutcome outcome, ConsentState consent) {
        PermitOrder order = permits.get(outcome.permit());
        boolean isOf = order != null && order.record().equals(outcome.record())
                && (outcome.issuer().equals(consent.controller())
                        || (outcome.kind() == EventKind.FAILED && outcome.issuer().equals(order.source())));
        return isOf && (outcome.kind() != EventKind.DELIVERED || delivered.add(outcome.permit()))
                ? Optional.empty()
                : Optional.of(new Finding("no_such_permit", "it tells of a permit that was not given, or was used"));
    }

    private Optional<ConsentState> before(RecordId record) {
        return Optional.ofNullable(states.get(record));
    }

    private void keep(ConsentState state) {
        states.put(state.record(), state);
        answered.put(state.requestHash(), state.record());
    }

    /** What stands of each record, in the order in which they began. */
    public List<ConsentState> states() {
        return List.copyOf(states.values());
    }
}
