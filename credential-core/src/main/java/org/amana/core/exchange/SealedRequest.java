package org.amana.core.exchange;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.util.Set;
import org.amana.core.jose.ContentEncryption;
import org.amana.core.jose.JweBox;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@link ReleaseRequest} on its way through a broker: the same signed bytes, encrypted to the key that the source stated
 * for it ({@link OrderKey}) and that is used for nothing else.
 *
 * <pre>
 * JWE (ECDH-ES, A256GCM, kid) of {"release_request":"JWS"}
 * </pre>
 */
public final class SealedRequest {
    /** Longest order: the longest request, encrypted. */
    public static final int MAX_BYTES = 360_448;
    private static final String MEMBER = "release_request";

    private SealedRequest() {}

    /** Encrypts a signed request. */
    public static String seal(String request, OrderKey to) {
        return JweBox.encrypt(StrictJson.object().put(MEMBER, request), to.key(), ContentEncryption.A256GCM);
    }

    /**
     * Which key opens it; nothing else of it can be read without.
     *
     * @throws ProblemException {@link ExchangeProblem.BadOrder}
     */
    public static String kid(String jwe) {
        try {
            String kid = JweBox.header(jwe, MAX_BYTES).path("kid").asString("");
            if (!kid.matches("[A-Za-z0-9_-]{43}")) {
                throw ExchangeProblem.badOrder("an order names the thumbprint of a key");
            }
            return kid;
        } catch (ProblemException e) {
            throw ExchangeProblem.badOrder("the order", e);
        }
    }

    /**
     * Opens an order. Nothing of it is verified: what to answer with, and where to, is for who sent it to have said.
     *
     * @param key with its private half
     * @throws ProblemException {@link ExchangeProblem.BadOrder}
     */
    public static Opened open(String jwe, ECKey key) {
        try {
            String request = JweBox.decrypt(jwe, key, Set.of(ContentEncryption.A256GCM), MAX_BYTES)
                    .payload()
                    .path(MEMBER)
                    .asString("");
            ObjectNode claims = UnverifiedJws.parse(request, ReleaseRequest.MAX_BYTES).claims();
            return new Opened(request, claims.path("jti").asString(""), SourceSignature.time(claims, "iat"),
                    Jwks.parsePublicEcKey(claims.path("reply_key")));
        } catch (ProblemException e) {
            throw ExchangeProblem.badOrder("the order", e);
        }
    }

    /**
     * A request that came by a broker, not verified.
     *
     * @param request the signed request, compact
     * @param id under which its answer is found
     * @param time when it was signed, as it says
     * @param replyKey what the answer is encrypted to
     */
    public record Opened(String request, String id, Instant time, ECKey replyKey) {
        public Opened {
            OrderAnswer.requireId(id);
        }

        /** Whether nobody waits for its answer any more. */
        public boolean isStale(Instant now) {
            return time.plus(ReleaseRequest.LIFETIME).isBefore(now);
        }

        /** Not what the person answered. */
        @Override
        public String toString() {
            return "Opened[" + id + "]";
        }
    }
}
