package org.amana.wallet.credential;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.wallet.history.PartyNote;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A credential as the holder knows it: one card, however many copies.
 *
 * @param issuer  its identifier is the credential issuer's
 * @param claims  the processed payload of the first copy; the others differ only in key, status index and salts
 * @param expires end of the token itself, not of the right it speaks of
 */
public record Card(String id, String vct, PartyNote issuer, JsonNode claims, Instant received,
                   @Nullable Instant expires,
                   List<CopyNote> copies) {

    public Card {
        copies = List.copyOf(copies);
    }

    /**
     * One copy, without the credential itself.
     *
     * @param kid  thumbprint of the key it is bound to
     * @param uses how often it was shown
     */
    public record CopyNote(String id, String kid, @Nullable String statusUri, long statusIndex, int uses) {}

    /** Copies nobody has seen yet. */
    public long copiesLeft() {
        return copies.stream().filter(copy -> copy.uses() == 0).count();
    }

    /** The copy to show next: a fresh one, or when none is left the last one again. */
    public Optional<CopyNote> nextCopy() {
        return copies.stream()
                .filter(copy -> copy.uses() == 0)
                .findFirst()
                .or(() -> copies.isEmpty() ? Optional.empty() : Optional.of(copies.getLast()));
    }

    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    Card withUse(String copyId) {
        return new Card(id, vct, issuer, claims, received, expires, copies.stream()
                .map(copy -> copy.id().equals(copyId)
                        ? new CopyNote(copy.id(), copy.kid(), copy.statusUri(), copy.statusIndex(), copy.uses() + 1)
                        : copy)
                .toList());
    }

    /** Values of people do not belong in logs. */
    @Override
    public String toString() {
        return "Card[…]";
    }
}
