package org.amana.core.vp;

import com.nimbusds.jose.jwk.ECKey;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.ContentEncryption;
import org.amana.core.jose.Jwks;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.VpProblem.InvalidParameter;
import org.amana.core.vp.VpProblem.NoEncryptionKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Verifier's metadata in a request (OID4VP 1.0 sections 5.1 and 11.1).
 *
 * <pre>
 * {"jwks":{"keys":[{"kty":"EC","crv":"P-256","kid":"ac","use":"enc","alg":"ECDH-ES","x":"...","y":"..."}]},
 *  "encrypted_response_enc_values_supported":["A128GCM","A256GCM"],
 *  "vp_formats_supported":{"dc+sd-jwt":{"sd-jwt_alg_values":["ES256"],"kb-jwt_alg_values":["ES256"]}}}
 * </pre>
 */
final class ClientMetadata {
    static final String ECDH_ES = "ECDH-ES";
    /** Offered and accepted, the preferred one last. */
    static final List<ContentEncryption> ENC_VALUES = List.of(ContentEncryption.A128GCM, ContentEncryption.A256GCM);
    private static final String FORMAT = "dc+sd-jwt";

    private ClientMetadata() {}

    /** What a Verifier of ours says: one fresh key, both content encryptions, SD-JWT VC with ES256. */
    static ObjectNode toJson(ECKey publicKey) {
        ObjectNode metadata = StrictJson.object();
        ObjectNode key = Jwks.toMinimalJson(publicKey)
                .put("kid", publicKey.getKeyID())
                .put("use", "enc")
                .put("alg", ECDH_ES);
        metadata.putObject("jwks").putArray("keys").add(key);
        ArrayNode encValues = metadata.putArray("encrypted_response_enc_values_supported");
        ENC_VALUES.forEach(enc -> encValues.add(enc.name()));
        metadata.set("vp_formats_supported", formatsSupported());
        return metadata;
    }

    /** {@code vp_formats_supported}, the same for our Verifier and our wallet. */
    static ObjectNode formatsSupported() {
        ObjectNode formats = StrictJson.object();
        ObjectNode format = formats.putObject(FORMAT);
        format.putArray("sd-jwt_alg_values").add("ES256");
        format.putArray("kb-jwt_alg_values").add("ES256");
        return formats;
    }

    /**
     * The first usable key; unusable ones beside it are passed over (RFC 7517 section 5).
     *
     * @throws ProblemException {@link NoEncryptionKey}, {@link InvalidParameter}
     */
    static ResponseEncryption encryption(ObjectNode metadata) {
        // jwks
        ECKey key = metadata.path("jwks")
                .path("keys")
                .valueStream()
                .flatMap(jwk -> usable(jwk).stream())
                .findFirst()
                .orElseThrow(() -> new ProblemException(new NoEncryptionKey(
                        "client_metadata has no P-256 key for ECDH-ES with kid and alg")));
        // encrypted_response_enc_values_supported
        JsonNode values = metadata.get("encrypted_response_enc_values_supported");
        if (values == null) {
            return new ResponseEncryption(key, ContentEncryption.A128GCM);
        }
        if (!(values instanceof ArrayNode list) || list.isEmpty()) {
            throw new ProblemException(new InvalidParameter(
                    "encrypted_response_enc_values_supported must be a non-empty array"));
        }
        ContentEncryption enc = ENC_VALUES.reversed()
                .stream()
                .filter(ours -> list.valueStream().anyMatch(theirs -> ours.name().equals(theirs.asString(""))))
                .findFirst()
                .orElseThrow(() -> new ProblemException(new NoEncryptionKey(
                        "none of the content encryption algorithms offered is supported")));
        return new ResponseEncryption(key, enc);
    }

    private static Optional<ECKey> usable(JsonNode jwk) {
        boolean forEncryption = jwk.path("alg").asString("").equals(ECDH_ES)
                && jwk.path("use").asString("enc").equals("enc")
                && !jwk.path("kid").asString("").isEmpty();
        if (!forEncryption) {
            return Optional.empty();
        }
        try {
            return Optional.of(Jwks.parsePublicEcKey(jwk));
        } catch (ProblemException _) {
            return Optional.empty();
        }
    }

    /** Whether the Verifier takes SD-JWT VC signed with ES256; silence about algorithms means any. */
    static boolean takesSdJwtVc(ObjectNode metadata) {
        JsonNode formats = metadata.get("vp_formats_supported");
        if (formats == null) {
            return true;
        }
        JsonNode format = formats.get(FORMAT);
        return format != null && takesEs256(format.get("sd-jwt_alg_values"))
                && takesEs256(format.get("kb-jwt_alg_values"));
    }

    private static boolean takesEs256(@org.jspecify.annotations.Nullable JsonNode algorithms) {
        return algorithms == null || algorithms.valueStream().anyMatch(alg -> alg.asString("").equals("ES256"));
    }
}
