package org.amana.core.vp;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.jose.JoseProblem;
import org.amana.core.jose.JweBox;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.VpResponseProblem.MalformedResponse;
import org.amana.core.vp.VpResponseProblem.ResponseHeaderRefused;
import org.amana.core.vp.VpResponseProblem.ResponseNotEncrypted;
import org.amana.core.vp.VpResponseProblem.ResponseUnreadable;
import org.amana.core.vp.VpResponseProblem.StateMismatch;
import org.amana.core.vp.VpResponseProblem.UnknownResponseKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What comes back (OID4VP 1.0 sections 8.1 to 8.3).
 *
 * <pre>
 * response=eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTI1NkdDTSIsImtpZCI6Ii4uLiJ9..    -> {"vp_token":{...},"state":"..."}
 * error=access_denied&amp;state=...
 * </pre>
 */
public sealed interface AuthorizationResponse {
    /** Largest encrypted response that is read. */
    int MAX_BYTES = 4 * 1024 * 1024;

    /** Presentations, not verified. */
    record Presented(VpToken vpToken) implements AuthorizationResponse {}

    /**
     * The wallet declined; nothing tells a refusal from a credential that is not there.
     *
     * @param error e.g. {@code access_denied}
     * @param description the wallet's words, to be shown only as text
     */
    record Declined(String error, String description) implements AuthorizationResponse {}

    /** Wallet side: the value of {@code response}. */
    static String encrypt(VpToken vpToken, Optional<String> state, ResponseEncryption encryption) {
        ObjectNode payload = StrictJson.object();
        payload.set("vp_token", vpToken.toJson());
        state.ifPresent(value -> payload.put("state", value));
        return JweBox.encrypt(payload, encryption.key(), encryption.enc());
    }

    /**
     * Verifier side: reads the form posted to {@code response_uri} of one transaction.
     *
     * @param form every value of every parameter
     * @param privateKey the key made for this transaction, with {@code kid}
     * @param state of this transaction
     * @throws ProblemException {@link VpResponseProblem}
     */
    static AuthorizationResponse receive(Map<String, ? extends List<String>> form, ECKey privateKey, String state) {
        Optional<String> response = single(form, "response");
        if (response.isPresent()) {
            return decrypt(response.get(), privateKey, state);
        }
        if (form.containsKey("vp_token")) {
            throw new ProblemException(new ResponseNotEncrypted());
        }
        // an error may come in clear even so (section 8.3.1)
        String error = single(form, "error")
                .orElseThrow(() -> new ProblemException(new MalformedResponse("response or error is required")));
        requireState(single(form, "state").orElse(""), state);
        return new Declined(error, single(form, "error_description").orElse(""));
    }

    private static AuthorizationResponse decrypt(String response, ECKey privateKey, String state) {
        ObjectNode payload = open(response, privateKey);
        requireState(payload.path("state").asString(""), state);
        JsonNode error = payload.path("error");
        if (error.isString()) {
            return new Declined(error.stringValue(), payload.path("error_description").asString(""));
        }
        return new Presented(VpToken.parse(payload.path("vp_token")));
    }

    private static ObjectNode open(String response, ECKey privateKey) {
        try {
            ObjectNode header = JweBox.header(response, MAX_BYTES);
            if (!header.path("kid").asString("").equals(privateKey.getKeyID())) {
                throw new ProblemException(new UnknownResponseKey());
            }
            return JweBox.decrypt(response, privateKey, EnumSet.copyOf(ClientMetadata.ENC_VALUES), MAX_BYTES)
                    .payload();
        } catch (ProblemException e) {
            throw switch (e.problem()) {
                case VpResponseProblem _ -> e;
                case JoseProblem.AlgorithmNotAllowed refused -> refused(refused.detail(), e);
                case JoseProblem.HeaderNotAllowed refused -> refused(refused.detail(), e);
                case JoseProblem.TooLarge refused -> refused(refused.detail(), e);
                case JoseProblem.Malformed refused -> refused(refused.detail(), e);
                default -> new ProblemException(new ResponseUnreadable(), e);
            };
        }
    }

    private static ProblemException refused(String detail, ProblemException cause) {
        return new ProblemException(new ResponseHeaderRefused(detail), cause);
    }

    private static void requireState(String found, String expected) {
        if (!MessageDigest.isEqual(found.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8))) {
            throw new ProblemException(new StateMismatch());
        }
    }

    private static Optional<String> single(Map<String, ? extends List<String>> form, String name) {
        List<String> values = form.get(name);
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw new ProblemException(new MalformedResponse("parameter " + name + " stands twice"));
        }
        return Optional.of(values.getFirst());
    }
}
