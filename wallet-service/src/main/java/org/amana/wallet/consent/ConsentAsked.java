package org.amana.wallet.consent;

import java.util.List;
import org.amana.core.consent.ConsentTerms;
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
 */
public record ConsentAsked(String party, PartyNote recipient, PurposeNote purpose, List<CardNote> cards,
                           ConsentTerms terms, RequestHash requestHash, String notice, String language) {

    public ConsentAsked {
        cards = List.copyOf(cards);
    }
}
