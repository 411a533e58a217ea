package org.amana.core.dcql;

import java.util.List;
import org.amana.core.sdjwt.ClaimPath;

/**
 * What would be shown of one held credential.
 *
 * @param queryId the Credential Query it answers: the key in {@code vp_token}
 * @param credentialId {@link HeldCredential#id()}
 * @param disclosed paths to hand to {@link org.amana.core.sdjwt.UnverifiedSdJwtVc#select}; empty discloses nothing
 * @param hidden places of the claims that stay undisclosed
 * @param disclosureCount Disclosures that go out
 * @param keyBinding whether a Key Binding JWT must go with it
 */
public record SelectedCredential(String queryId, String credentialId, List<ClaimPath> disclosed,
                                 List<ClaimPath> hidden, int disclosureCount, boolean keyBinding) {
    public SelectedCredential {
        disclosed = List.copyOf(disclosed);
        hidden = List.copyOf(hidden);
    }
}
