package org.amana.core.jose;

import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.jose.DpopProblem.InvalidDpopProof;
import org.amana.core.jose.DpopProblem.UseDpopNonce;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.Sha256;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proof of possession of the key an access token is bound to (RFC 9449 section 4.2).
 *
 * <pre>
 * {"typ":"dpop+jwt","alg":"ES256","jwk":{…}} . {"jti":…,"htm":"POST","htu":"https://…/token","iat":…,"nonce":…,"ath":…}
 * </pre>
 */
public final class DpopProof {
    /** Oldest accepted proof. */
    public static final Duration MAX_AGE = Duration.ofMinutes(2);
    /** How far ahead a client's clock may be. */
    public static final Duration MAX_AHEAD = Duration.ofSeconds(30);
    private static final String TYP = "dpop+jwt";
    private static final int MAX_BYTES = 8 * 1024;
    private static final int MAX_JTI_LENGTH = 128;

    private DpopProof() {}

    /** Signs a proof for one request. */
    public static String create(SigningKey key, String htm, URI htu, Optional<String> nonce,
                                Optional<String> accessToken, Clock clock, RandomGenerator random) {
        byte[] jti = new byte[16];
        random.nextBytes(jti);
        ObjectNode header = JwsSigner.header(TYP);
        header.set("jwk", Jwks.toMinimalJson(key.publicJwk()));
        ObjectNode claims = StrictJson.object()
                .put("jti", Base64Url.encode(jti))
                .put("htm", htm)
                .put("htu", target(htu))
                .put("iat", clock.instant().getEpochSecond());
        nonce.ifPresent(value -> claims.put("nonce", value));
        accessToken.ifPresent(token -> claims.put("ath", Sha256.base64UrlOf(token)));
        return JwsSigner.sign(key, header, claims);
    }

    /**
     * Runs the checks of RFC 9449 section 4.3 in their order.
     *
     * @param headerValues every {@code DPoP} header of the request; exactly one must be there
     * @throws ProblemException {@link InvalidDpopProof}, {@link UseDpopNonce}
     */
    public static VerifiedDpop verify(List<String> headerValues, DpopExpectation expected) {
        if (headerValues.size() != 1) {
            throw invalid("exactly one DPoP header expected, found " + headerValues.size());
        }
        VerifiedJws proof = verifySignature(headerValues.getFirst());
        ObjectNode claims = proof.claims();
        String jti = text(claims, "jti");
        if (jti.isEmpty() || jti.length() > MAX_JTI_LENGTH) {
            throw invalid("jti must have 1 to " + MAX_JTI_LENGTH + " characters");
        }
        if (!text(claims, "htm").equals(expected.htm())) {
            throw invalid("htm is not the method of this request");
        }
        if (!sameTarget(text(claims, "htu"), expected.htu())) {
            throw invalid("htu is not the address of this request");
        }
        Instant issuedAt = requireFresh(claims.path("iat"), expected.now());
        if (expected.accessToken().isPresent()
                && !text(claims, "ath").equals(Sha256.base64UrlOf(expected.accessToken().get()))) {
            throw invalid("ath is not the hash of the access token");
        }
        // last, so that a fresh nonce is handed out only to proofs that are sound otherwise
        expected.nonceIsCurrent().ifPresent(isCurrent -> {
            JsonNode nonce = claims.path("nonce");
            if (!nonce.isString() || !isCurrent.test(nonce.stringValue())) {
                throw new ProblemException(new UseDpopNonce("a current nonce is required in the DPoP proof"));
            }
        });
        return new VerifiedDpop(proof.key(), jti, issuedAt);
    }

    private static VerifiedJws verifySignature(String compact) {
        try {
            UnverifiedJws jws = UnverifiedJws.parse(compact, MAX_BYTES);
            ECKey key = jws.parameters().jwk().orElseThrow(() -> invalid("header member jwk is missing"));
            return jws.verify(key, TYP);
        } catch (ProblemException e) {
            if (e.problem() instanceof InvalidDpopProof) {
                throw e;
            }
            throw new ProblemException(new InvalidDpopProof(e.problem().detail()), e);
        }
    }

    private static Instant requireFresh(JsonNode iat, Instant now) {
        if (!iat.isIntegralNumber() || !iat.canConvertToLong() || iat.longValue() < 0
                || iat.longValue() > Instant.MAX.getEpochSecond()) {
            throw invalid("iat must be a number of seconds");
        }
        Instant issuedAt = Instant.ofEpochSecond(iat.longValue());
        if (issuedAt.isBefore(now.minus(MAX_AGE)) || issuedAt.isAfter(now.plus(MAX_AHEAD))) {
            throw invalid("iat is not within " + MAX_AGE.toSeconds() + " seconds of now");
        }
        return issuedAt;
    }

    private static boolean sameTarget(String htu, URI expected) {
        try {
            URI claimed = URI.create(htu);
            return claimed.isAbsolute() && claimed.getHost() != null && target(claimed).equals(target(expected));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Scheme and host in lower case, default port and empty path written one way, no query, no fragment (RFC 3986 section 6.2.3). */
    private static String target(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort();
        boolean isDefault = port == -1 || (scheme.equals("https") && port == 443)
                || (scheme.equals("http") && port == 80);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (isDefault ? "" : ":" + port) + path;
    }

    private static String text(ObjectNode claims, String name) {
        JsonNode value = claims.path(name);
        if (!value.isString()) {
            throw invalid("claim " + name + " is missing or not a string");
        }
        return value.stringValue();
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(new InvalidDpopProof(detail));
    }
}
