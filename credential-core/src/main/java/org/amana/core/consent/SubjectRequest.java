package org.amana.core.consent;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person asks of the ledger about one relation, signed with that relation's pairwise key: the key is the whole
 * identity, there is no account.
 *
 * <pre>
 * {"typ":"amana-subject+jwt","alg":"ES256","jwk":{…}}
 * {"aud":"http://localhost:8084","iat":1795345200,"jti":"…"}
 * </pre>
 *
 * @param id single use
 */
public record SubjectRequest(RelationId relation, String id, Instant time) {
    /** Longest request. */
    public static final int MAX_BYTES = 4_096;
    /** A request is answered this long after and before its time. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    /** What is asked; a request for one thing is none for another. */
    public enum Wish {
        /** To see all entries. */
        RECORDS("amana-subject+jwt"),
        /** To have all of them erased. */
        ERASURE("amana-subject-erasure+jwt"),
        /** To have what is handed in put back ({@link OpeningsRequest}). */
        OPENINGS("amana-subject-openings+jwt");

        private final String typ;

        Wish(String typ) {
            this.typ = typ;
        }
    }

    /** A request, and what else its key signed with it. */
    record Verified(SubjectRequest request, ObjectNode claims) {}

    /**
     * Writes a request.
     *
     * @param ledger base address of the ledger
     * @param id random, never used before
     */
    public static String sign(Wish wish, SigningKey pairwise, String ledger, String id, Instant time) {
        return sign(wish, pairwise, StrictJson.object(), ledger, id, time);
    }

    static String sign(Wish wish, SigningKey pairwise, ObjectNode more, String ledger, String id, Instant time) {
        ObjectNode header = JwsSigner.header(wish.typ);
        header.set("jwk", Jwks.toMinimalJson(pairwise.publicJwk()));
        String input = JwsSigner.signingInput(header,
                more.put("aud", ledger).put("iat", time.getEpochSecond()).put("jti", id));
        return JwsSigner.assemble(input, pairwise.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Reads a request that came to {@code ledger} at {@code now}; whether its id was used before is the caller's to see.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static SubjectRequest verify(Wish wish, String compact, String ledger, Instant now) {
        return verify(wish, compact, MAX_BYTES, ledger, now).request();
    }

    static Verified verify(Wish wish, String compact, int maxBytes, String ledger, Instant now) {
        SubjectRequest request;
        ObjectNode signed;
        try {
            UnverifiedJws jws = UnverifiedJws.parse(compact, maxBytes);
            var key = Jwks.parsePublicEcKey(jws.header().path("jwk"));
            signed = jws.verify(key, wish.typ).claims();
            var claims = new MessageClaims(signed);
            if (!claims.text("aud").equals(ledger)) {
                throw ConsentProblem.badMessage("it is for another ledger");
            }
            request = new SubjectRequest(RelationId.of(key), claims.text("jti"), claims.seconds("iat"));
        } catch (ProblemException e) {
            throw MessageClaims.refused("the request does not hold", e);
        }
        if (Duration.between(request.time(), now).abs().compareTo(LIFETIME) > 0) {
            throw ConsentProblem.badMessage("the request is older than a minute, or a clock is wrong");
        }
        if (!request.id().matches("[A-Za-z0-9_-]{16,64}")) {
            throw ConsentProblem.badMessage("the jti of a request is 16 to 64 characters of base64url");
        }
        return new Verified(request, signed);
    }
}
