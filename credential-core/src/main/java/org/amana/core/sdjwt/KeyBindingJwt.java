package org.amana.core.sdjwt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The holder's proof that this presentation is theirs, for this Verifier, now (RFC 9901 section 4.3).
 *
 * <pre>
 * {"alg":"ES256","typ":"kb+jwt"} . {"iat":1748537244,"aud":"x509_hash:Uvo3...","nonce":"n-0S6_WzA2Mj","sd_hash":"0_Af..."}
 * </pre>
 */
public final class KeyBindingJwt {
    /** {@code typ} of a KB-JWT. */
    public static final String TYP = "kb+jwt";

    private KeyBindingJwt() {}

    /**
     * The text whose ASCII bytes the holder's key signs, in the browser or in a server-held keyring; join it with the
     * signature by {@link JwsSigner#assemble}.
     *
     * @param audience the full Client Identifier, prefix included (OID4VP 1.0 section 14.10)
     * @param sdHash {@link UnverifiedSdJwtVc#sdHash()} of exactly what will be sent
     */
    public static String signingInput(String audience, String nonce, Instant issuedAt, String sdHash) {
        return signingInput(audience, nonce, issuedAt, sdHash, List.of());
    }

    /**
     * The same, for a presentation that authorises a transaction (OID4VP 1.0 section B.3.3).
     *
     * @param transactionData strings of {@code transaction_data} as they were received
     */
    public static String signingInput(String audience, String nonce, Instant issuedAt, String sdHash,
                                      List<String> transactionData) {
        ObjectNode claims = StrictJson.object()
                .put("iat", issuedAt.getEpochSecond())
                .put("aud", audience)
                .put("nonce", nonce)
                .put("sd_hash", sdHash);
        if (!transactionData.isEmpty()) {
            ArrayNode hashes = claims.putArray("transaction_data_hashes");
            transactionData.forEach(data -> hashes.add(HashAlgorithm.SHA_256.base64UrlDigest(data)));
            claims.put("transaction_data_hashes_alg", "sha-256");
        }
        return JwsSigner.signingInput(JwsSigner.header(TYP), claims);
    }

    /** A presentation signed by a key at hand: {@code <SD-JWT><KB-JWT>}. */
    public static String present(UnverifiedSdJwtVc selected, String audience, String nonce, Instant issuedAt,
                                 SigningKey holderKey) {
        String input = signingInput(audience, nonce, issuedAt, selected.sdHash());
        return selected.withKeyBinding(
                JwsSigner.assemble(input, holderKey.sign(input.getBytes(StandardCharsets.US_ASCII))));
    }
}
