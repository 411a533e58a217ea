package org.amana.core.vp;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An attestation about the Verifier (OID4VP 1.0 section 5.1, {@code verifier_info}), as it came: not verified, and
 * unknown formats are ignored.
 *
 * <pre>
 * {"format": "registration_cert", "data": "eyJ0eXAiOiJyYy13cnArand0Ii..."}
 * </pre>
 *
 * @param credentialIds the Credential Queries it speaks for; empty means all
 */
public record VerifierInfo(String format, JsonNode data, List<String> credentialIds) {
    /** Format of a registration certificate (ETSI TS 119 475). */
    public static final String REGISTRATION_CERTIFICATE = "registration_cert";

    public VerifierInfo {
        credentialIds = List.copyOf(credentialIds);
    }

    /** A registration certificate for the whole request. */
    public static VerifierInfo registrationCertificate(String jwt) {
        return new VerifierInfo(REGISTRATION_CERTIFICATE, tools.jackson.databind.node.StringNode.valueOf(jwt),
                List.of());
    }

    /** The registration certificate JWT, if this is one. */
    public Optional<String> registrationCertificate() {
        return format.equals(REGISTRATION_CERTIFICATE) && data.isString()
                ? Optional.of(data.stringValue())
                : Optional.empty();
    }
}
