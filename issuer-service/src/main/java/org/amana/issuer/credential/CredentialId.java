package org.amana.issuer.credential;

import java.util.Optional;
import java.util.UUID;

/** A card: what one offer gave one person, in however many copies. Known inside the office only. */
public record CredentialId(UUID value) {
    /** The id of a path segment; empty when it is none. */
    public static Optional<CredentialId> parse(String text) {
        try {
            return text.length() == 36 ? Optional.of(new CredentialId(UUID.fromString(text))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
