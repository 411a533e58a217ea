package org.amana.core.exchange;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A source says which key one requester encrypts its requests to, where they do not go to the source itself but by a
 * broker. Signed with the key it issues and releases with.
 *
 * <pre>
 * {"typ":"amana-order-key+jwt","alg":"ES256","x5c":[…]}
 * {"iss":"https://issuer.example/recognition-office","aud":"harbour-municipality","iat":1795345200,"exp":1795604400,
 *  "jwk":{"kty":"EC","crv":"P-256","x":"…","y":"…","kid":"… its thumbprint"}}
 * </pre>
 *
 * @param requester party that the key is for
 * @param time when it was said; of two the later counts
 * @param until the source opens what is encrypted to the key until then, at least
 * @param key public half; its kid is its thumbprint (RFC 7638)
 */
public record OrderKey(String source, String requester, Instant time, Instant until, ECKey key) {
    public static final String TYP = "amana-order-key+jwt";
    /** Longest statement, with its chain. */
    public static final int MAX_BYTES = 16_384;
    /** Longest time a statement counts. */
    public static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration SKEW = ReleaseRequest.LIFETIME;

    public OrderKey {
        time = time.truncatedTo(ChronoUnit.SECONDS);
        until = until.truncatedTo(ChronoUnit.SECONDS);
        if (!until.isAfter(time) || Duration.between(time, until).compareTo(LONGEST) > 0) {
            throw ExchangeProblem.badOrder("a key is stated for at most " + LONGEST.toDays() + " days");
        }
        if (key.isPrivate() || !Jwks.thumbprint(key).equals(key.getKeyID())) {
            throw ExchangeProblem.badOrder("the kid of a key is its thumbprint");
        }
    }

    /** Signs with the source's key, whose chain goes into the header. */
    public String sign(SigningKey sourceKey) {
        ObjectNode claims = StrictJson.object().put("iss", source).put("aud", requester);
        claims.put("iat", time.getEpochSecond()).put("exp", until.getEpochSecond());
        claims.set("jwk", Jwks.toMinimalJson(key).put("kid", key.getKeyID()));
        return JwsSigner.sign(sourceKey, JwsSigner.header(TYP, sourceKey), claims);
    }

    /**
     * Verifies that {@code source} said this to {@code requester}, and that it counts at {@code now}.
     *
     * @param trust anchors of the source alone, from the trust list
     * @throws ProblemException {@link ExchangeProblem.BadOrder}
     */
    public static OrderKey verify(String compact, Release.Trust trust, String source, String requester, Instant now) {
        try {
            ObjectNode claims = SourceSignature.verify(compact, TYP, MAX_BYTES, trust, source, now);
            var stated = new OrderKey(claims.path("iss").asString(""), claims.path("aud").asString(""),
                    SourceSignature.time(claims, "iat"), SourceSignature.time(claims, "exp"),
                    Jwks.parsePublicEcKey(claims.path("jwk")));
            if (!stated.source().equals(source) || !stated.requester().equals(requester)) {
                throw ExchangeProblem.badOrder("the key is another source's or for another requester");
            }
            if (stated.time().isAfter(now.plus(SKEW)) || !stated.until().isAfter(now)) {
                throw ExchangeProblem.badOrder("the key does not count now");
            }
            return stated;
        } catch (ProblemException e) {
            throw ExchangeProblem.badOrder("the key of the source", e);
        }
    }
}
