package org.amana.wallet.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.history.PurposeNote;

/**
 * What a person is asked to consent to.
 *
 * @param party    id of the recipient in the register
 * @param notice   the text shown
 * @param language of that text, BCP 47
 * @param delivery where an authority is to send the data; absent where the person shows them
 * @param ledger   address of the other node's ledger that keeps it; empty for this service's own
 * @param ward     who is represented, as the guardian's own card has it; kept in the vault and sent to nobody
 * @param record   of an answer that was put off; a fresh one where there is none
 */
public record ConsentAsked(String party, PartyNote recipient, PurposeNote purpose, List<CardNote> cards,
                           ConsentTerms terms, RequestHash requestHash, String notice, String language,
                           Optional<Delivery> delivery, Optional<String> ledger,
                           Optional<RecordId> record, Optional<String> ward) {

    public ConsentAsked {
        cards = List.copyOf(cards);
    }

    /** The same, ending at that time if it would last longer. */
    public ConsentAsked endingBy(Instant end) {
        return terms.validUntil().filter(end::isBefore).isEmpty()
                ? this
                : new ConsentAsked(party, recipient, purpose, cards, terms.until(end), requestHash, notice, language,
                        delivery.map(one -> new Delivery(one.source(), end, one.every())), ledger, record, ward);
    }

    /** The same, of a guardian whose card says so about whom they represent. */
    public ConsentAsked about(Optional<String> who) {
        return new ConsentAsked(party, recipient, purpose, cards, terms, requestHash, notice, language, delivery,
                ledger,
                record, who);
    }
}
