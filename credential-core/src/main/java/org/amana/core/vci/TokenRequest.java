package org.amana.core.vci;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.amana.core.vci.CredentialOffer.PreAuthorizedCodeGrant;

/**
 * Token request of the pre-authorized code flow (OpenID4VCI 1.0 section 6.1); a DPoP proof goes beside it.
 *
 * <pre>
 * grant_type=urn:ietf:params:oauth:grant-type:pre-authorized_code&amp;pre-authorized_code=…&amp;tx_code=493536
 * </pre>
 *
 * @param clientId empty for anonymous access, where the server allows it
 */
public record TokenRequest(PreAuthorizedCode code, Optional<String> txCode, Optional<String> clientId) {
    /** The form parameters, in the order of the section. */
    public Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", PreAuthorizedCodeGrant.GRANT_TYPE);
        parameters.put("pre-authorized_code", code.value());
        txCode.ifPresent(value -> parameters.put("tx_code", value));
        clientId.ifPresent(value -> parameters.put("client_id", value));
        return parameters;
    }

    /** Never the codes: they would end in logs. */
    @Override
    public String toString() {
        return "TokenRequest[*]";
    }
}
