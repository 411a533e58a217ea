package org.amana.wallet.rectification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.rights.RectificationAnswer;
import org.amana.core.rights.RectificationReceipt;
import org.amana.core.rights.RectificationRequest;
import org.amana.core.rights.RightsClock;
import org.amana.wallet.history.PartyNote;
import org.jspecify.annotations.Nullable;

/**
 * A request as the vault holds it.
 *
 * @param card id of the card, which may be gone by now
 * @param kid of the copy's key
 * @param signingInput made once, so that a second try is the same request
 * @param statement the signed request; absent while the browser has not signed
 * @param receipt compact {@link RectificationReceipt} that was believed: the authority has it, and its month runs
 * @param notTaken the authority refused to take it at a later try
 * @param answer compact {@link RectificationAnswer} that was believed
 */
record RectificationNote(String id, String card, String vct, PartyNote authority, List<List<String>> claims,
                         String kid, String signingInput, @Nullable String statement, @Nullable String receipt,
                         boolean notTaken, @Nullable String answer) {

    RectificationNote {
        claims = claims.stream().map(List::copyOf).toList();
    }

    Optional<RectificationRequest> request() {
        return Optional.ofNullable(statement).map(RectificationRequest::verify);
    }

    Optional<RectificationAnswer> answered() {
        return Optional.ofNullable(answer).map(RectificationAnswer::verify);
    }

    /** When the authority got it, as it signed. */
    Optional<Instant> received() {
        return Optional.ofNullable(receipt).map(RectificationReceipt::verify).map(RectificationReceipt::received);
    }

    /** Runs from when the authority got it. */
    Optional<RightsClock> clock() {
        return received().map(since -> RightsClock.of(since, answered().map(RectificationAnswer::time)));
    }

    boolean isToBring() {
        return statement != null && receipt == null && !notTaken;
    }

    RectificationNote signed(String compact) {
        return new RectificationNote(id, card, vct, authority, claims, kid, signingInput, compact, null, false, null);
    }

    RectificationNote takenWith(String proof) {
        return new RectificationNote(id, card, vct, authority, claims, kid, signingInput, statement, proof, false,
                null);
    }

    RectificationNote refusedToTake() {
        return new RectificationNote(id, card, vct, authority, claims, kid, signingInput, statement, null, true, null);
    }

    RectificationNote answeredWith(String compact) {
        return new RectificationNote(id, card, vct, authority, claims, kid, signingInput, statement, receipt, false,
                compact);
    }

    /** What a person wrote does not belong in logs. */
    @Override
    public String toString() {
        return "RectificationNote[" + id + "]";
    }
}
