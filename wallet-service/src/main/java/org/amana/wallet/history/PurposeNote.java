package org.amana.wallet.history;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why it was asked for.
 *
 * @param text       by language tag
 * @param legalBasis terms such as {@code eu-gdpr:A6-1-c}
 * @param retention  ISO 8601 period
 */
public record PurposeNote(Map<String, String> text, List<String> legalBasis, @Nullable String lawReference,
                          @Nullable String retention) {

    public PurposeNote {
        text = Map.copyOf(text);
        legalBasis = List.copyOf(legalBasis);
    }
}
