package org.amana.wallet.rights;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.key.KeyPurpose;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RightsAnswer;
import org.amana.core.rights.RightsReceipt;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.X5c;
import org.amana.support.trust.TrustListSource;
import org.amana.wallet.consent.ConsentRelations;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings requests to parties and reads their answers. An answer counts when it is to this request, signed with a
 * certificate of that party, and an entry of the ledger: neither the operator nor a stranger can say "deleted" for it.
 */
@Component
class PartyInbox {

    private static final int CONFLICT = 409;
    private final HttpPeer peer;
    private final ConsentRelations relations;
    private final TrustListSource trust;
    private final ChainValidator chains;
    private final Clock clock;

    PartyInbox(HttpPeer peer, ConsentRelations relations, TrustListSource trust, ChainValidator chains, Clock clock) {
        this.peer = peer;
        this.relations = relations;
        this.trust = trust;
        this.chains = chains;
        this.clock = clock;
    }

    /** True once the party has it; where it cannot be reached, it is brought again later. */
    boolean takes(RightNote note, ObjectNode receipt) {
        Optional<URI> address = note.address();
        if (address.isEmpty()) {
            return false;
        }
        try {
            HttpAnswer answer = peer.exchange(HttpQuestion.postJson(address.get(), receipt));
            return answer.isSuccess() || answer.status() == CONFLICT; // it has it, or one about the same
        } catch (ProblemException e) {
            return false;
        }
    }

    /** The party's answer with its proof; empty while there is none that holds. */
    Optional<RightsReceipt> answer(Vault vault, RightNote note) {
        try {
            HttpAnswer answer = peer.exchange(HttpQuestion.get(URI.create(note.deliverTo() + "/" + note.id())));
            if (!answer.isSuccess() || !answer.json().path("state").asString("").equals("ANSWERED")) {
                return Optional.empty();
            }
            RightsReceipt receipt = RightsReceipt.parse(answer.json().path("receipt"));
            if (!(receipt.statement() instanceof RightsAnswer said) || !isOf(said, note)) {
                return Optional.empty();
            }
            relations.requireProven(vault, note.ledger(), receipt);
            return Optional.of(receipt);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private boolean isOf(RightsAnswer answer, RightNote note) {
        var chain = chains.validate(answer.chain(), trust.current().requesters(), KeyPurpose.ACCESS, clock.instant());
        return answer.request().equals(note.id()) && answer.party().equals(note.request().party())
                && X5c.sans(chain.leaf()).uris().contains(URI.create("urn:amana:party:" + answer.party()));
    }
}
