package org.amana.core.exchange;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.Set;
import org.amana.core.jose.ContentEncryption;
import org.amana.core.jose.JweBox;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.Sha256;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A source says no to one request, where no connection of its own says who speaks. It means what the same status and reason
 * mean over HTTP, and is bound to the very bytes that it refuses: nobody gets one for a request of theirs that ends
 * another's.
 *
 * <pre>
 * JWE (ECDH-ES, A256GCM) of {"refusal":"JWS"}
 * {"typ":"amana-release-refusal+jwt","alg":"ES256","x5c":[…]}
 * {"iss":"https://issuer.example/recognition-office","aud":"harbour-municipality","jti":"… of the request",
 *  "request":"… SHA-256 of the signed request","iat":1795345201,"status":403,"reason":"withdrawn"}
 * </pre>
 *
 * @param party the requester
 * @param request base64url of the SHA-256 of the signed request
 * @param status 400 to 599
 * @param reason a code
 * @param retryAfterSeconds what the source asks to wait at least
 */
public record ReleaseRefusal(String source, String party, String requestId, String request, Instant time, int status,
                             String reason, OptionalInt retryAfterSeconds) {
    public static final String TYP = "amana-release-refusal+jwt";
    /** Longest refusal, encrypted. */
    public static final int MAX_BYTES = 32_768;
    private static final int LONGEST_RETRY_SECONDS = 999_999;

    public ReleaseRefusal {
        time = time.truncatedTo(ChronoUnit.SECONDS);
        if (status < 400 || status > 599 || !reason.matches("[a-z0-9_]{1,64}")) {
            throw ExchangeProblem.badOrder("a refusal has a status from 400 to 599 and a reason");
        }
        retryAfterSeconds.ifPresent(seconds -> {
            if (seconds < 0 || seconds > LONGEST_RETRY_SECONDS) {
                throw ExchangeProblem.badOrder("a refusal asks to wait 0 to " + LONGEST_RETRY_SECONDS + " seconds");
            }
        });
    }

    /** What names the signed bytes of a request. */
    public static String digest(String request) {
        return Sha256.base64UrlOf(request);
    }

    /** Signs with the source's key, whose chain goes into the header, and encrypts to the requester's key. */
    public String seal(SigningKey sourceKey, ECKey replyKey) {
        ObjectNode claims = StrictJson.object().put("iss", source).put("aud", party).put("jti", requestId);
        claims.put("request", request).put("iat", time.getEpochSecond()).put("status", status).put("reason", reason);
        retryAfterSeconds.ifPresent(seconds -> claims.put("retry_after", seconds));
        String signed = JwsSigner.sign(sourceKey, JwsSigner.header(TYP, sourceKey), claims);
        return JweBox.encrypt(StrictJson.object().put("refusal", signed), replyKey, ContentEncryption.A256GCM);
    }

    /**
     * Whether a box holds a refusal; who wrote it is not said by that.
     *
     * @throws ProblemException {@link ExchangeProblem.BadOrder} where the box does not open
     */
    public static boolean isIn(String jwe, ECKey replyKey) {
        try {
            return payload(jwe, replyKey).has("refusal");
        } catch (ProblemException e) {
            throw ExchangeProblem.badOrder("the answer", e);
        }
    }

    /**
     * Opens a refusal to {@code party} of the request that was signed.
     *
     * @param signed the request, compact
     * @param replyKey with its private half
     * @param trust anchors of the source alone, from the trust list
     * @throws ProblemException {@link ExchangeProblem.BadOrder}
     */
    public static ReleaseRefusal open(String jwe, ECKey replyKey, Release.Trust trust, String source, String party,
                                      String signed, Instant now) {
        try {
            ObjectNode claims = SourceSignature.verify(payload(jwe, replyKey).path("refusal").asString(""), TYP,
                    MAX_BYTES, trust, source, now);
            ReleaseRefusal refusal = read(claims);
            if (!refusal.source().equals(source) || !refusal.party().equals(party)
                    || !refusal.request().equals(digest(signed))) {
                throw ExchangeProblem.badOrder("the refusal is not of this request");
            }
            return refusal;
        } catch (ProblemException e) {
            throw ExchangeProblem.badOrder("the refusal", e);
        }
    }

    private static ReleaseRefusal read(ObjectNode claims) {
        if (!claims.path("status").isIntegralNumber() || !claims.path("status").canConvertToInt()
                || (claims.has("retry_after") && !(claims.path("retry_after").isIntegralNumber()
                        && claims.path("retry_after").canConvertToInt()))) {
            throw ExchangeProblem.badOrder("status and retry_after are numbers");
        }
        return new ReleaseRefusal(claims.path("iss").asString(""), claims.path("aud").asString(""),
                claims.path("jti").asString(""), claims.path("request").asString(""),
                SourceSignature.time(claims, "iat"), claims.path("status").intValue(),
                claims.path("reason").asString(""),
                claims.has("retry_after")
                        ? OptionalInt.of(claims.path("retry_after").intValue())
                        : OptionalInt.empty());
    }

    private static ObjectNode payload(String jwe, ECKey replyKey) {
        return JweBox.decrypt(jwe, replyKey, Set.of(ContentEncryption.A256GCM), Release.MAX_BYTES).payload();
    }
}
