package org.amana.core.consent;

import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.trust.X5c;
import tools.jackson.databind.node.ObjectNode;

/**
 * What statements of offices have in common: claims, verified by the leaf of the chain they came with.
 *
 * @param chain from {@code x5c}, leaf first, not validated
 */
record StatementJws(MessageClaims claims, List<X509Certificate> chain) {
    /** Longest statement; it carries a certificate chain. */
    static final int MAX_BYTES = 24_576;

    static StatementJws read(String compact, String typ) {
        UnverifiedJws jws = UnverifiedJws.parse(compact, MAX_BYTES);
        List<X509Certificate> chain = X5c.parse(jws.header().path("x5c"));
        if (!(chain.getFirst().getPublicKey() instanceof ECPublicKey key)) {
            throw ConsentProblem.badMessage("a statement is signed with a P-256 key");
        }
        return new StatementJws(new MessageClaims(jws.verify(key, typ).claims()), chain);
    }

    static ObjectNode claims(String issuer, String id, Instant time, RecordId record, RequestHash requestHash) {
        ObjectNode claims = StrictJson.object().put("iss", issuer).put("jti", id);
        claims.put("iat", time.truncatedTo(ChronoUnit.SECONDS).getEpochSecond()).put("record", record.value());
        return claims.put("request_hash", requestHash.value());
    }

    static void requireId(String id) {
        if (!id.matches("[A-Za-z0-9_-]{16,64}")) {
            throw ConsentProblem.badMessage("the jti of a statement is 16 to 64 characters of base64url");
        }
    }

    static void requireReason(Optional<String> reason, boolean isExpected) {
        if (reason.isPresent() != isExpected
                || reason.filter(code -> !code.matches("[a-z][a-z0-9_]{0,63}")).isPresent()) {
            throw ConsentProblem.badMessage("a reason is a code of lower-case words, of what failed alone");
        }
    }
}
