package org.amana.wallet.consent;

import java.util.List;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.json.Base64Url;
import org.amana.core.problem.ProblemException;

/**
 * A relation that travels in a file, or that came in one and belongs to a ledger this service does not write to: its key
 * is the right to take back what was agreed to there, so it is never dropped.
 *
 * @param log      name of the ledger's log
 * @param relation without an event under way
 * @param consents that were decided in it
 */
record CarriedRelation(String log, Relation relation, List<ConsentNote> consents) {

    CarriedRelation {
        consents = List.copyOf(consents);
    }

    /** Item id in the drawer: two wallets of one person have two keys for one party, and neither is to go. */
    String id() {
        return log + "\n" + relation.party() + "\n" + relation.id().thumbprint();
    }

    /** True when every consent was signed with this relation's key, about its party. */
    boolean isWhole() {
        try {
            RelationId id = RelationId.of(relation.pair().publicJwk());
            return relation.seq() >= 0 && relation.pending() == null && relation.next().seq() > 0
                    && !relation.party().isBlank() && consents.stream().allMatch(note -> isOf(id, note));
        } catch (ProblemException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The same without what its ledger proved to have forgotten. */
    CarriedRelation without(Forgotten forgotten) {
        return new CarriedRelation(log, relation, consents.stream().filter(note -> !forgotten.holds(note)).toList());
    }

    private boolean isOf(RelationId id, ConsentNote note) {
        return UnverifiedEvent.parse(Base64Url.decode(note.event())).verify() instanceof SignedConsentEvent signed
                && signed.event().relation().equals(id)
                && signed.record().value().equals(note.record())
                && signed.event().terms().controller().equals(relation.party())
                && note.party().equals(relation.party());
    }

    @Override
    public String toString() {
        return "CarriedRelation[…]";
    }
}
