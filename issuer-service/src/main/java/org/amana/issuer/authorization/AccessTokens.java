package org.amana.issuer.authorization;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.jose.VerifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityKeys;
import org.amana.issuer.authorization.OAuthProblem.InvalidToken;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Access tokens as JWT (RFC 9068), each bound to one wallet key (RFC 9449 section 6.1). They name nobody: {@code sub} is
 * the offer.
 *
 * <pre>
 * {"typ":"at+jwt","alg":"ES256","kid":…}.{"iss":…,"aud":…,"sub":…,"client_id":…,"jti":…,"iat":…,"exp":…,
 *  "scope":"right-to-work","cnf":{"jkt":…}}
 * </pre>
 */
@Component
public class AccessTokens {
    /** What stands as {@code client_id} for a wallet that named none. */
    public static final String ANONYMOUS = "anonymous";
    private static final String TYP = "at+jwt";
    private static final int MAX_BYTES = 8 * 1024;
    private final AuthorityKeys keys;
    private final AccessTokenProperties properties;
    private final Clock clock;

    AccessTokens(AuthorityKeys keys, AccessTokenProperties properties, Clock clock) {
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
    }

    /** A token that was just signed. */
    public record Minted(String compact, Instant issuedAt, Instant expiresAt) {
        /** Never the token: it would end in logs. */
        @Override
        public String toString() {
            return "Minted[*]";
        }
    }

    /**
     * A token that {@link AccessTokens#verify} accepted.
     *
     * @param id {@code jti}
     * @param thumbprint {@code cnf.jkt}: only the holder of this key may use the token
     */
    public record Verified(String id, String scope, String thumbprint) {}

    /** Signs a token for the credential endpoint of the authority. */
    public Minted mint(Authority authority, String tokenId, String subject, Optional<String> clientId, String scope,
                       String thumbprint) {
        SigningKey key = keys.accessTokenKey(authority.id());
        Instant now = clock.instant();
        Instant end = now.plus(properties.validity());
        ObjectNode claims = StrictJson.object()
                .put("iss", authority.identifier().value())
                .put("aud", authority.identifier().value())
                .put("sub", subject)
                .put("client_id", clientId.orElse(ANONYMOUS))
                .put("jti", tokenId)
                .put("iat", now.getEpochSecond())
                .put("exp", end.getEpochSecond())
                .put("scope", scope);
        claims.putObject("cnf").put("jkt", thumbprint);
        return new Minted(JwsSigner.sign(key, JwsSigner.header(TYP).put("kid", key.kid()), claims), now, end);
    }

    /**
     * Checks signature, type, issuer, audience and time of a token for this authority; whether it was revoked, only the
     * offer knows.
     *
     * @throws ProblemException {@link InvalidToken}
     */
    public Verified verify(Authority authority, String compact) {
        VerifiedJws token;
        try {
            token = UnverifiedJws.parse(compact, MAX_BYTES)
                    .verify(keys.accessTokenKey(authority.id()).publicJwk(), TYP);
        } catch (ProblemException e) {
            // of another authority, forged or no token at all: which of them is nobody's business
            throw new ProblemException(new InvalidToken("the access token is not one of this issuer"), e);
        }
        ObjectNode claims = token.claims();
        String issuer = authority.identifier().value();
        if (!issuer.equals(text(claims, "iss")) || !issuer.equals(text(claims, "aud"))) {
            throw new ProblemException(new InvalidToken("the access token is not one of this issuer"));
        }
        if (clock.instant().getEpochSecond() >= claims.path("exp").asLong(0)) {
            throw new ProblemException(new InvalidToken("the access token has expired"));
        }
        return new Verified(text(claims, "jti"), text(claims, "scope"), claims.path("cnf").path("jkt").asString(""));
    }

    private static String text(ObjectNode claims, String name) {
        JsonNode value = claims.path(name);
        return value.isString() ? value.stringValue() : "";
    }
}
