package org.amana.ledger.log;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a process of the ledger takes requests from the others, such as {@code https://ledger-2.internal:8443}: its own
 * address, not the public one that all share.
 *
 * @param uri scheme, host and port; at most 255 characters
 */
public record LeaderAddress(URI uri) {
    private static final int MAX_LENGTH = 255;

    public LeaderAddress {
        if (!List.of("http", "https").contains(String.valueOf(uri.getScheme())) || uri.getHost() == null
                || !uri.getRawPath().isEmpty() || uri.getRawQuery() != null || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null || uri.toString().length() > MAX_LENGTH) {
            throw new IllegalArgumentException("an address of a process is http(s), host and port, and no more");
        }
    }

    /** What a row holds; empty where it is no such address. */
    static Optional<LeaderAddress> parse(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(new LeaderAddress(new URI(text)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
