package org.amana.wallet.rights;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.amana.core.rights.RightsAnswer;
import org.amana.core.rights.RightsClock;
import org.amana.core.rights.RightsReceipt;
import org.amana.core.rights.RightsRequest;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.history.PurposeNote;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as the vault holds it.
 *
 * @param id digest of the signed request
 * @param record of the consent
 * @param statement the signed request
 * @param salt of its entry, made before it is sent, so that a second try is the same entry
 * @param receipt JSON of {@link RightsReceipt}; absent before the ledger has it
 * @param deliverTo where the party takes it; absent when the register knows no address
 * @param delivered the party has it
 * @param ledger address of the other node's ledger that keeps the consent; absent for this service's own
 * @param answer JSON of the answer's {@link RightsReceipt}
 */
record RightNote(String id, PartyNote recipient, PurposeNote purpose, List<CardNote> cards, String record,
                 String statement, String salt, @Nullable ObjectNode receipt, @Nullable String deliverTo,
                 @Nullable ObjectNode supervisor, boolean delivered, @Nullable ObjectNode answer,
                 @Nullable String ledger) {

    RightNote {
        cards = List.copyOf(cards);
    }

    RightsRequest request() {
        return RightsRequest.verify(statement);
    }

    Optional<RightsAnswer> answered() {
        return answer != null && RightsReceipt.parse(answer).statement() instanceof RightsAnswer said
                ? Optional.of(said)
                : Optional.empty();
    }

    Optional<URI> address() {
        return Optional.ofNullable(deliverTo).map(URI::create);
    }

    RightsClock clock() {
        return RightsClock.of(request().time(), answered().map(RightsAnswer::time));
    }

    RightNote entered(ObjectNode proof, @Nullable String to, @Nullable ObjectNode authority) {
        return new RightNote(id, recipient, purpose, cards, record, statement, salt, proof, to, authority, delivered,
                answer, ledger);
    }

    RightNote handedOver() {
        return new RightNote(id, recipient, purpose, cards, record, statement, salt, receipt, deliverTo, supervisor,
                true, answer, ledger);
    }

    RightNote answeredWith(ObjectNode proof) {
        return new RightNote(id, recipient, purpose, cards, record, statement, salt, receipt, deliverTo, supervisor,
                true, proof, ledger);
    }
}
