package org.amana.verifier.rights;

import java.util.Optional;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedLedger;
import org.amana.core.rights.RightsReceipt;
import org.amana.core.rights.RightsRequest;
import org.amana.support.ledger.ConsentState;
import org.amana.support.ledger.Ledgers;
import org.amana.support.trust.TrustListSource;
import org.amana.verifier.organisation.Organisation;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * Takes a request of the person who gave a consent: it is in a log of the trust list, and the key that signed it is the one
 * that signed the consent, which the ledger proves.
 */
@Service
public class ReceiveRight {
    private final RightsInbox inbox;
    private final Ledgers ledgers;
    private final TrustListSource trust;

    ReceiveRight(RightsInbox inbox, Ledgers ledgers, TrustListSource trust) {
        this.inbox = inbox;
        this.ledgers = ledgers;
        this.trust = trust;
    }

    /**
     * Checks and stores a request.
     *
     * @param json the receipt of the request
     * @throws ProblemException {@link RightsProblem}, {@link org.amana.core.consent.ConsentProblem}
     */
    void receive(Organisation organisation, JsonNode json) {
        RightsReceipt receipt = RightsReceipt.parse(json);
        if (!(receipt.statement() instanceof RightsRequest request) || !request.party().equals(organisation.partyId()))
            throw new ProblemException(new RightsProblem.BadRequest("a request to this organisation expected"));
        TrustedLedger ledger = ledger(receipt)
                .orElseThrow(() -> new ProblemException(
                        new RightsProblem.BadRequest("the request is in no log of the trust list")));
        String log = ledger.log().origin();
        Optional<ConsentState> state;
        try {
            state = ledgers.ofLog(Optional.of(log)).consentFor(request.requestHash());
        } catch (ProblemException e) {
            throw new ProblemException(new RightsProblem.CannotCheck(e.problem().code()), e);
        }
        if (state.isEmpty() || !isOwn(request, state.get(), ledger))
            throw new ProblemException(new RightsProblem.NotOwn());
        inbox.receive(organisation, request, receipt, log);
    }

    /** The one whose log has the request. */
    private Optional<TrustedLedger> ledger(RightsReceipt receipt) {
        try {
            return trust.current().ledgers().stream().filter(one -> receipt.verify(one.log()).isEmpty()).findFirst();
        } catch (ProblemException e) {
            throw new ProblemException(new RightsProblem.CannotCheck(e.problem().code()), e);
        }
    }

    private static boolean isOwn(RightsRequest request, ConsentState state, TrustedLedger ledger) {
        return state.receipt().verify(ledger.log()) instanceof ReceiptVerdict.Verified(var event, _, _)
                && event instanceof SignedConsentEvent consent
                && consent.event().relation().equals(request.relation())
                && consent.record().equals(request.record())
                && consent.requestHash().equals(request.requestHash())
                && consent.event().terms().controller().equals(request.party());
    }
}
