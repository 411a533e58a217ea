package org.amana.core.vci;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.jose.VerifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.VciProblem.InvalidProof;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Key proof of type {@code jwt} (OpenID4VCI 1.0 appendix F.1): the wallet shows that it holds the key a credential
 * shall be bound to. The wallet signs in steps, because the key may live in a browser.
 *
 * <pre>
 * {"typ":"openid4vci-proof+jwt","alg":"ES256","jwk":{…}}.{"aud":"https://issuer.example","iat":1701960444,"nonce":"…"}
 * </pre>
 */
public final class KeyProofJwt {
    /** Value of the {@code typ} header. */
    public static final String TYP = "openid4vci-proof+jwt";
    /** How old a proof may be, and how far ahead a wallet's clock may run. */
    public static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Duration MAX_AHEAD = Duration.ofMinutes(1);
    private static final int MAX_BYTES = 16 * 1024;

    private KeyProofJwt() {}

    /**
     * The bytes to sign, as the ASCII text of header and claims; {@link JwsSigner#assemble} adds the signature. No
     * {@code iss}: it is for wallets that named a client id at the token endpoint.
     *
     * @param issuedAt whole seconds are used
     */
    public static String signingInput(ECKey holderKey, CredentialIssuerIdentifier issuer, Optional<NonceValue> nonce,
                                      Instant issuedAt) {
        ObjectNode header = JwsSigner.header(TYP);
        header.set("jwk", Jwks.toMinimalJson(holderKey));
        ObjectNode claims = StrictJson.object()
                .put("aud", issuer.value())
                .put("iat", issuedAt.getEpochSecond());
        nonce.ifPresent(value -> claims.put("nonce", value.value()));
        return JwsSigner.signingInput(header, claims);
    }

    /**
     * Verifies all of a proof but its nonce, whose freshness only the issuer's store knows (appendix F.4).
     *
     * @param issuer the only accepted audience
     * @param clientId what the wallet named at the token endpoint; empty for anonymous access, and then {@code iss} is
     *        refused
     * @throws ProblemException {@link InvalidProof}
     */
    public static VerifiedKeyProof verify(String compact, CredentialIssuerIdentifier issuer,
                                          Optional<String> clientId, Instant now) {
        try {
            UnverifiedJws proof = UnverifiedJws.parse(compact, MAX_BYTES);
            // typ is compared before any key is looked at, so that another kind of token gets no further
            if (!proof.typ().equals(TYP)) {
                throw invalid("expected typ " + TYP);
            }
            ECKey key = key(proof.header(), proof.parameters().jwk());
            VerifiedJws verified = proof.verify(key, TYP);
            return checked(verified.claims(), key, issuer, clientId, now);
        } catch (ProblemException e) {
            if (e.problem() instanceof InvalidProof) {
                throw e;
            }
            throw new ProblemException(new InvalidProof(e.problem().detail()), e);
        }
    }

    private static ECKey key(ObjectNode header, Optional<ECKey> jwk) {
        long named = Stream.of("kid", "jwk", "x5c").filter(header::has).count();
        if (named != 1) {
            throw invalid("expected exactly one of jwk, kid and x5c, got " + named);
        }
        return jwk.orElseThrow(() -> invalid("expected the key as jwk"));
    }

    private static VerifiedKeyProof checked(ObjectNode claims, ECKey key, CredentialIssuerIdentifier issuer,
                                            Optional<String> clientId, Instant now) {
        JsonNode iss = claims.get("iss");
        if (iss != null && !(iss.isString() && clientId.equals(Optional.of(iss.stringValue())))) {
            throw invalid(clientId.isPresent()
                    ? "expected iss to be the client_id of the token request"
                    : "expected no iss, because the token request had no client_id");
        }
        JsonNode aud = claims.get("aud");
        if (aud == null || !aud.isString() || !aud.stringValue().equals(issuer.value())) {
            throw invalid("expected aud to be the credential issuer identifier");
        }
        JsonNode iat = claims.get("iat");
        if (iat == null || !iat.isIntegralNumber() || !iat.canConvertToLong()) {
            throw invalid("expected iat as a whole number of seconds");
        }
        long age = now.getEpochSecond() - iat.longValue();
        if (age > MAX_AGE.toSeconds() || age < -MAX_AHEAD.toSeconds()) {
            throw invalid("iat is outside the accepted window");
        }
        JsonNode nonce = claims.get("nonce");
        if (nonce == null || !nonce.isString() || nonce.stringValue().isEmpty()
                || nonce.stringValue().length() > 500) {
            throw invalid("expected a nonce of the nonce endpoint");
        }
        return new VerifiedKeyProof(key, new NonceValue(nonce.stringValue()));
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(new InvalidProof(detail));
    }
}
