package org.amana.issuer.source;

import java.util.Optional;
import java.util.UUID;

/** A person in one authority's register. */
public record PersonId(UUID value) {
    /** The id of a path segment; empty when it is none. */
    public static Optional<PersonId> parse(String text) {
        try {
            return text.length() == 36 ? Optional.of(new PersonId(UUID.fromString(text))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
