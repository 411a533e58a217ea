package org.amana.issuer.authority;

/** First path segment of everything an authority offers, and the tenant of its staff, e.g. {@code labour-office}. */
public record AuthorityId(String value) {
    public AuthorityId {
        if (!value.matches("[a-z][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("an authority id is lower-case words joined by '-', not " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
