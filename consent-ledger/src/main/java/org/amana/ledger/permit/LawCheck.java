package org.amana.ledger.permit;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.ExchangeStatement;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.Objection;
import org.amana.core.consent.ObjectionAnswer;
import org.amana.core.consent.PermitOrder;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.Party;
import org.amana.ledger.consent.Consents;
import org.amana.ledger.consent.RecipientRule;
import org.amana.ledger.register.PartyKeys;
import org.amana.ledger.register.Register;
import org.amana.support.peer.ServiceCaller;

/** Who may name a law, object to it, answer and review: the requester by its own certificate, and the person by their key. */
final class LawCheck {
    /** How old an objection may be: a wallet that had no answer sends the same again. */
    private static final Duration MOST = Duration.ofMinutes(10);
    private final Consents consents;
    private final Register register;
    private final PartyKeys keys;
    private final RecipientRule services;
    private final Clock clock;

    LawCheck(Consents consents, Register register, PartyKeys keys, RecipientRule services, Clock clock) {
        this.consents = consents;
        this.register = register;
        this.keys = keys;
        this.services = services;
        this.clock = clock;
    }

    /**
     * Holds what the requester signed against the order it came with, and against the requester's certificate.
     *
     * @throws ProblemException {@link PermitProblem}, {@link org.amana.core.trust.TrustProblem}
     */
    void require(LawfulAccess access, PermitOrder order) {
        if (!access.record().equals(order.record()) || !access.requestHash().equals(order.requestHash())
                || !access.requester().equals(order.requester()) || !access.source().equals(order.source())
                || !access.purpose().equals(order.purpose())) {
            throw new ProblemException(new PermitProblem.AnotherPermit("the law was named for another order"));
        }
        Party source = register.party(order.source());
        if (!order.categories().stream().allMatch(category -> source.issues().contains(category.vct()))) {
            throw new ProblemException(
                    new PermitProblem.NotTheSource("the source is not registered to issue what it is to release"));
        }
        boolean isRequester = register.findParty(access.requester())
                .filter(party -> keys.isOf(party, access.chain()))
                .isPresent();
        if (!isRequester) {
            throw new ProblemException(new PermitProblem.NotAParty("the law is named by the requester of the order"));
        }
        if (access.time().isAfter(clock.instant().plus(OrderRule.MOST))) {
            throw new ProblemException(PermitProblem.WrongTime.ofOutcome());
        }
    }

    /**
     * Whom to tell of an objection.
     *
     * @throws ProblemException {@link PermitProblem}
     */
    Party recipient(Objection objection) {
        ConsentState state = state(consents.state(objection.record()))
                .orElseThrow(LawCheck::unknown);
        if (!state.relation().equals(objection.relation())
                || !state.requestHash().equals(objection.requestHash())) {
            throw unknown();
        }
        if (Duration.between(objection.time(), clock.instant()).abs().compareTo(MOST) > 0) {
            throw new ProblemException(PermitProblem.WrongTime.ofOrder(MOST));
        }
        return register.party(state.controller());
    }

    /**
     * Holds an answer to an objection against the record, the certificate and the caller.
     *
     * @throws ProblemException {@link PermitProblem}, {@link org.amana.core.trust.TrustProblem}
     */
    void require(ObjectionAnswer answer, ServiceCaller caller) {
        requireOffice(answer, caller, "an objection is answered by who named the law");
    }

    /** Holds a review likewise; that it is of an emergency, and the first, is decided in the order of the log. */
    void require(AccessReview review, ServiceCaller caller) {
        requireOffice(review, caller, "an access is reviewed by who named the law");
    }

    private void requireOffice(ExchangeStatement said, ServiceCaller caller, String otherwise) {
        ConsentState state = state(consents.state(said.record()))
                .filter(found -> services.mayActFor(caller, found.controller()))
                .orElseThrow(LawCheck::unknown);
        if (!said.issuer().equals(state.controller()) || !said.requestHash().equals(state.requestHash())
                || !keys.isOf(register.party(state.controller()), said.chain())) {
            throw new ProblemException(new PermitProblem.NotAParty(otherwise));
        }
        if (said.time().isAfter(clock.instant().plus(OrderRule.MOST))) {
            throw new ProblemException(PermitProblem.WrongTime.ofOutcome());
        }
    }

    private static Optional<ConsentState> state(Optional<ConsentState> found) {
        return found.filter(state -> state.law().isPresent());
    }

    private static ProblemException unknown() {
        return new ProblemException(new PermitProblem.UnknownPermit());
    }
}
