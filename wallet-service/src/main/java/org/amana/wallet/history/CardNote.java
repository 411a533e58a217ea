package org.amana.wallet.history;

import java.util.List;

/**
 * A card by its type and the names of claims, never their values.
 *
 * @param claims paths of member names
 */
public record CardNote(String vct, List<List<String>> claims) {

    public CardNote {
        claims = claims.stream().map(List::copyOf).toList();
    }
}
