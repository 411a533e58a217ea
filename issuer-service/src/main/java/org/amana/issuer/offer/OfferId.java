package org.amana.issuer.offer;

import java.util.Optional;
import java.util.UUID;

/** Our own id of an offer; says nothing about its reference or code. */
public record OfferId(UUID value) {
    /** The id of a path segment; empty when it is none. */
    public static Optional<OfferId> parse(String text) {
        try {
            return text.length() == 36 ? Optional.of(new OfferId(UUID.fromString(text))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
