package org.amana.core.consent;

import java.util.Optional;
import org.amana.core.consent.ConsentState.Standing;
import org.amana.core.problem.ProblemException;

/**
 * What may follow what in a record's life:
 *
 * <pre>
 * nothing  -> DEFERRED | GIVEN | REFUSED
 * DEFERRED -> GIVEN | REFUSED
 * GIVEN    -> RENEWED (it is still given) | WITHDRAWN
 *
 * nothing           -> AUTHORISED_BY_LAW
 * AUTHORISED_BY_LAW -> OBJECTED
 * OBJECTED          -> OBJECTION_UPHELD | OBJECTION_REJECTED
 * </pre>
 *
 * REVIEWED comes once to an access in an emergency, however it stands, and never from who opened it; after one that was not
 * justified a second one lifts what follows from that for other emergencies.
 *
 * A RENEWED without the representation of its record is the word of somebody who has come of age.
 * After REFUSED and WITHDRAWN a person decides nothing more on this record. Beside this, a recipient confirms once, of a
 * record that was given, that it erased what it kept. The ledger decides by these rules, and whoever has the openings of
 * its entries folds by them to the same state.
 */
public final class ConsentLife {
    private ConsentLife() {}

    /** True for kinds that answer the request itself, so that no second record may. */
    public static boolean answersRequest(EventKind kind) {
        return kind == EventKind.DEFERRED || kind == EventKind.GIVEN || kind == EventKind.REFUSED;
    }

    /**
     * How the record stands after this event.
     *
     * @param before how it stands; empty when there is none
     * @param index of the event's entry
     * @throws ProblemException {@link LifeProblem}
     */
    public static ConsentState after(Optional<ConsentState> before, ConsentEvent event, long index) {
        return switch (event.kind()) {
            case DEFERRED -> first(before, event, Standing.DEFERRED, index);
            case GIVEN -> answer(before, event, Standing.GIVEN, index);
            case REFUSED -> answer(before, event, Standing.REFUSED, index);
            case RENEWED -> renew(own(before, event), event, index);
            case WITHDRAWN -> withdraw(own(before, event), event, index);
            case APPROVED, RECEIVED, ERASED, PERMIT, DENY, DELIVERED, FAILED, AUTHORISED_BY_LAW, OBJECTED,
                    OBJECTION_UPHELD, OBJECTION_REJECTED, REVIEWED ->
                throw new IllegalArgumentException("no decision on a consent");
        };
    }

    /**
     * How the record stands after its recipient's confirmation.
     *
     * @param before how it stands; empty when there is none
     * @param index of the confirmation's entry
     * @throws ProblemException {@link LifeProblem}
     */
    public static ConsentState erased(Optional<ConsentState> before, ErasureEvent event, long index) {
        ConsentState state = before.filter(found -> found.requestHash().equals(event.requestHash())
                && found.relation().equals(event.relation()))
                .orElseThrow(() -> refused(new LifeProblem.UnknownRecord()));
        if (!state.standing().wasGiven() || state.erasedIndex().isPresent()) {
            throw refused(new LifeProblem.WrongState("there is nothing left to confirm for this record"));
        }
        return state.erased(index, event.confirmation().erasedAt());
    }

    /**
     * How a record that rests on a law stands after this event.
     *
     * @param before how it stands; empty when there is none
     * @param index of the event's entry
     * @throws ProblemException {@link LifeProblem}
     */
    public static ConsentState after(Optional<ConsentState> before, ExchangeEvent event, long index) {
        return switch (event.statement()) {
            case LawfulAccess access -> {
                if (before.isPresent()) {
                    throw refused(new LifeProblem.AlreadyDecided("this record was used before"));
                }
                yield ConsentState.byLaw(access, event.relation(), index, event.time());
            }
            case Objection _ -> byLaw(before, event, Standing.AUTHORISED, "only an access by law that nobody objected"
                    + " to can be objected to").standing(Standing.OBJECTED, index, event.time());
            case ObjectionAnswer answer -> byLaw(before, event, Standing.OBJECTED, "there is no objection to answer")
                    .standing(answer.upheld() ? Standing.UPHELD : Standing.OVERRULED, index, event.time());
            case AccessReview review -> reviewed(before, event, review, index);
            case PermitOrder _,ExchangeOutcome _ -> throw new IllegalArgumentException("it changes no record");
        };
    }

    private static ConsentState byLaw(Optional<ConsentState> before, ExchangeEvent event, Standing expected,
                                      String otherwise) {
        ConsentState state = same(before, event);
        if (state.standing() != expected) {
            throw refused(new LifeProblem.WrongState(otherwise));
        }
        return state;
    }

    private static ConsentState reviewed(Optional<ConsentState> before, ExchangeEvent event, AccessReview review,
                                         long index) {
        ConsentState state = same(before, event);
        Emergency emergency = state.law()
                .flatMap(LawfulAccess::emergency)
                .filter(_ -> review.verdict() == AccessReview.Verdict.LIFTED
                        ? state.isUnjustified()
                        : state.review().isEmpty())
                .orElseThrow(() -> refused(new LifeProblem.WrongState(
                        "only an access in an emergency is reviewed, and only once; only what was not justified is lifted")));
        if (emergency.openedBy().equals(review.by())) {
            throw refused(new LifeProblem.SamePerson());
        }
        return state.reviewed(index, review.verdict());
    }

    private static ConsentState same(Optional<ConsentState> before, ExchangeEvent event) {
        return before.filter(found -> found.relation().equals(event.relation())
                && found.requestHash().equals(event.requestHash()))
                .orElseThrow(() -> refused(new LifeProblem.UnknownRecord()));
    }

    private static ConsentState first(Optional<ConsentState> before, ConsentEvent event, Standing standing,
                                      long index) {
        if (before.isPresent()) {
            throw refused(new LifeProblem.AlreadyDecided("this record was decided before"));
        }
        return new ConsentState(event.record(), event.relation(), event.terms().controller(), event.terms().purpose(),
                event.terms().source(), event.terms().categories(), event.requestHash(), standing, index, event.time(),
                Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), event.terms().validUntil(), index, Optional.empty(),
                event.terms().representation(), Optional.empty());
    }

    private static ConsentState answer(Optional<ConsentState> before, ConsentEvent event, Standing standing,
                                       long index) {
        Optional<ConsentState> deferred = before.filter(state -> state.standing() == Standing.DEFERRED
                && state.relation().equals(event.relation()));
        if (deferred.isEmpty()) {
            return first(before, event, standing, index);
        }
        requireSameMatter(deferred.get(), event);
        return deferred.get().decided(standing, index, event);
    }

    private static ConsentState renew(ConsentState before, ConsentEvent event, long index) {
        if (before.standing() != Standing.GIVEN || before.erasedIndex().isPresent()) {
            throw refused(new LifeProblem.WrongState("only a consent that stands can be renewed; this one is "
                    + (before.erasedIndex().isPresent() ? "erased" : before.standing())));
        }
        requireSameMatter(before, event);
        boolean isReaffirmed = Representation.isWithGuardian(before.representation())
                && event.terms().representation().isEmpty();
        if (!isReaffirmed) {
            requireSameRepresentation(before, event);
        }
        return before.decided(Standing.GIVEN, index, event);
    }

    private static ConsentState withdraw(ConsentState before, ConsentEvent event, long index) {
        if (before.standing() != Standing.GIVEN) {
            throw refused(new LifeProblem.WrongState("only a consent that stands can be withdrawn; this one is "
                    + before.standing()));
        }
        requireSameMatter(before, event);
        requireSameRepresentation(before, event);
        return before.withdrawn(index, event.time());
    }

    /** Who was under age stays so in this record until they make it their own, whatever their wallet writes. */
    private static void requireSameRepresentation(ConsentState before, ConsentEvent event) {
        if (!before.representation().equals(event.terms().representation())) {
            throw refused(new LifeProblem.AnotherMatter("the event names another representation than its record"));
        }
    }

    /** Another person's key learns nothing, not even that the record exists. */
    private static ConsentState own(Optional<ConsentState> before, ConsentEvent event) {
        return before.filter(state -> state.relation().equals(event.relation()))
                .orElseThrow(() -> refused(new LifeProblem.UnknownRecord()));
    }

    private static void requireSameMatter(ConsentState before, ConsentEvent event) {
        if (!before.controller().equals(event.terms().controller()) || !before.purpose().equals(event.terms().purpose())
                || !before.source().equals(event.terms().source())
                || !before.requestHash().equals(event.requestHash())) {
            throw refused(new LifeProblem.AnotherMatter("the event names another consent than its record"));
        }
    }

    private static ProblemException refused(LifeProblem refusal) {
        return new ProblemException(refusal);
    }
}
