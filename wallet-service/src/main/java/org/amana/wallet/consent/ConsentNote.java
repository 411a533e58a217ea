package org.amana.wallet.consent;

import java.time.Instant;
import java.util.List;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.history.PurposeNote;
import org.jspecify.annotations.Nullable;

/**
 * A consent as the vault holds it.
 *
 * @param record        its id in the ledger
 * @param party         id of the recipient in the register
 * @param event         base64url of the signed GIVEN or REFUSED event
 * @param receipt       id of its receipt
 * @param delivery      how the data comes; absent where the person showed them
 * @param ledger        address of the other node's ledger that keeps it; absent for this service's own
 * @param renewalKey    of the renewal of somebody who came of age, likewise
 * @param ward          who is represented, as the guardian's own card has it; read in this wallet alone
 * @param withdrawalKey made before the withdrawal is sent, so that a second tap is the same withdrawal
 */
record ConsentNote(String record, String party, PartyNote recipient, PurposeNote purpose, List<CardNote> cards,
                   Instant at, State state, String event, String receipt, @Nullable String withdrawalKey,
                   @Nullable Instant withdrawnAt, @Nullable Instant erasedAt, @Nullable Delivery delivery,
                   @Nullable String ledger, @Nullable String renewalKey, @Nullable String ward) {

    /** Longest name of who is represented. */
    static final int MAX_WARD = 200;

    enum State {
        GIVEN, REFUSED, WITHDRAWN
    }

    ConsentNote {
        cards = List.copyOf(cards);
        if (ward != null && ward.length() > MAX_WARD) { // a note also comes in with a file
            throw new IllegalArgumentException("a name is at most " + MAX_WARD + " characters");
        }
    }

    /** Where its relation lies in the vault. */
    String relation() {
        return Relation.place(party, ledger);
    }

    ConsentNote keptBy(@Nullable String other) {
        return new ConsentNote(record, party, recipient, purpose, cards, at, state, event, receipt, withdrawalKey,
                withdrawnAt, erasedAt, delivery, other, renewalKey, ward);
    }

    ConsentNote withdrawing(String key) {
        return new ConsentNote(record, party, recipient, purpose, cards, at, state, event, receipt, key, withdrawnAt,
                erasedAt, delivery, ledger, renewalKey, ward);
    }

    ConsentNote renewing(String key) {
        return new ConsentNote(record, party, recipient, purpose, cards, at, state, event, receipt, withdrawalKey,
                withdrawnAt, erasedAt, delivery, ledger, key, ward);
    }

    ConsentNote withdrawn(Instant when) {
        return new ConsentNote(record, party, recipient, purpose, cards, at, State.WITHDRAWN, event, receipt,
                withdrawalKey, when, erasedAt, delivery, ledger, renewalKey, ward);
    }

    ConsentNote erased(Instant when) {
        return new ConsentNote(record, party, recipient, purpose, cards, at, state, event, receipt, withdrawalKey,
                withdrawnAt, when, delivery, ledger, renewalKey, ward);
    }
}
