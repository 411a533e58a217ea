package org.amana.core.sdjwt;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.JoseProblem;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** RFC 9901 section 7.3 step 5. */
final class KeyBindingCheck {
    private final UnverifiedSdJwtVc presentation;
    private final RequiredKeyBinding required;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();

    KeyBindingCheck(UnverifiedSdJwtVc presentation, RequiredKeyBinding required, Instant now) {
        this.presentation = presentation;
        this.required = required;
        this.now = now;
    }

    List<Finding> run(String keyBindingJwt, Optional<ECKey> holderKey) {
        // step 5a
        if (holderKey.isEmpty()) {
            found("holder_key_mismatch", "the credential names no holder key (cnf.jwk)");
        }
        // step 5b
        UnverifiedJws jwt;
        try {
            jwt = UnverifiedJws.parse(keyBindingJwt, keyBindingJwt.length());
        } catch (ProblemException e) {
            findings.add(Finding.of(e.problem()));
            return findings;
        }
        // step 5c; typ is judged next, a wrong one must not hide whether the signature holds
        holderKey.ifPresent(key -> signature(jwt, key));
        // step 5d: a key proof for an issuer is signed by the same key
        if (!jwt.typ().equals(KeyBindingJwt.TYP)) {
            found("wrong_typ", "typ of the KB-JWT must be kb+jwt");
        }
        ObjectNode claims = jwt.claims();
        issuedAt(claims.get("iat"));
        // step 5f
        if (!same(required.nonce(), claims.get("nonce"))) {
            found("nonce_mismatch", "nonce is not the one of the request");
        }
        if (!same(required.audience(), claims.get("aud"))) {
            found("audience_mismatch", "aud is not the full Client Identifier of this Verifier");
        }
        // step 5g
        boolean isBound = presentation.hash().isPresent() && same(presentation.sdHash(), claims.get("sd_hash"));
        if (!isBound) {
            found("sd_hash_mismatch", "sd_hash is not the digest of the SD-JWT presented");
        }
        transactionData(claims);
        // step 5h: RFC 7519 times, where the holder set them
        expiry(claims);
        return findings;
    }

    private void signature(UnverifiedJws jwt, ECKey key) {
        try {
            jwt.verify(key, jwt.typ());
        } catch (ProblemException e) {
            findings.add(e.problem() instanceof JoseProblem.BadSignature
                    ? new Finding("holder_key_mismatch", "the KB-JWT is not signed by the key in cnf")
                    : Finding.of(e.problem()));
        }
    }

    /** Step 5e. */
    private void issuedAt(JsonNode iat) {
        if (!isTime(iat)) {
            found("kb_iat", "iat of the KB-JWT is required and is a number of seconds");
            return;
        }
        Instant issued = Instant.ofEpochSecond((long) iat.doubleValue());
        if (issued.isAfter(now.plus(IssuerCheck.SKEW)) || issued.isBefore(now.minus(required.maxAge()))) {
            found("kb_iat", "iat of the KB-JWT lies outside the accepted window");
        }
    }

    private void expiry(ObjectNode claims) {
        JsonNode exp = claims.get("exp");
        if (exp != null && (!isTime(exp)
                || !now.minus(IssuerCheck.SKEW).isBefore(Instant.ofEpochSecond((long) exp.doubleValue())))) {
            found("kb_expired", "exp of the KB-JWT has passed");
        }
    }

    private static boolean isTime(@org.jspecify.annotations.Nullable JsonNode value) {
        return value != null && value.isNumber() && Math.abs(value.doubleValue()) <= 1e11;
    }

    /** OID4VP 1.0 section B.3.3.1: digests of the strings as they were sent, in their order. */
    private void transactionData(ObjectNode claims) {
        if (required.transactionData().isEmpty()) {
            return;
        }
        List<String> expected = required.transactionData()
                .stream()
                .map(HashAlgorithm.SHA_256::base64UrlDigest)
                .toList();
        JsonNode algorithm = claims.path("transaction_data_hashes_alg");
        List<String> hashes = claims.path("transaction_data_hashes")
                .valueStream()
                .map(hash -> hash.asString(""))
                .toList();
        if (!expected.equals(hashes) || !algorithm.asString("sha-256").equals("sha-256")) {
            found("transaction_data_mismatch", "transaction_data_hashes do not match the transaction data sent");
        }
    }

    /** Whole strings only: neither a prefix nor an array with the value in it will do. */
    private static boolean same(String expected, @org.jspecify.annotations.Nullable JsonNode found) {
        return found != null && found.isString() && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
                found.stringValue().getBytes(StandardCharsets.UTF_8));
    }

    private void found(String reason, String detail) {
        findings.add(new Finding(reason, detail));
    }
}
