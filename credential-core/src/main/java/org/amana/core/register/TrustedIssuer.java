package org.amana.core.register;

import java.util.List;
import org.amana.core.trust.TrustAnchors;

/**
 * An issuer in the trust list.
 *
 * @param id issuer identifier
 * @param types {@code vct} values it may issue
 * @param anchors roots its certificates lead to
 */
public record TrustedIssuer(String id, LocalizedText name, String country, List<String> types, TrustAnchors anchors) {
    public TrustedIssuer {
        types = List.copyOf(types);
    }
}
