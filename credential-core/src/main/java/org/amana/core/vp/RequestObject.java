package org.amana.core.vp;

import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.Sha256;
import org.amana.core.key.SigningKey;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Verifier side: a request to be signed (OID4VP 1.0 sections 5 and 8.3, HAIP 1.0 section 5).
 *
 * <pre>
 * {"typ":"oauth-authz-req+jwt","x5c":[...]} .
 * {"aud":"https://self-issued.me/v2","client_id":"x509_hash:Uvo3...","response_type":"vp_token",
 *  "response_mode":"direct_post.jwt","response_uri":"https://...","nonce":"...","state":"...",
 *  "dcql_query":{...},"client_metadata":{...},"verifier_info":[...],"iat":1700000000,"exp":1700000300}
 * </pre>
 *
 * @param nonce fresh for every request, at least 128 bits, URL-safe
 * @param state URL-safe; comes back inside the encrypted answer
 * @param encryptionKey public half of a P-256 key made for this request alone, with {@code kid}
 * @param exchange goes into {@code transaction_data}
 * @param walletNonce {@code wallet_nonce} as posted to {@code request_uri}; differs per fetch
 */
public record RequestObject(ClientId clientId, URI responseUri, String nonce, String state, DcqlQuery dcqlQuery,
                            ECKey encryptionKey, List<VerifierInfo> verifierInfo, Optional<ExchangeTerms> exchange,
                            Instant issuedAt, Instant expiresAt, Optional<String> walletNonce) {
    /** {@code typ} of a Request Object. */
    public static final String TYP = "oauth-authz-req+jwt";
    /** {@code aud} where the wallet is not known beforehand (section 5.8). */
    public static final String AUDIENCE = "https://self-issued.me/v2";
    /** Largest Request Object that a wallet of ours reads. */
    public static final int MAX_BYTES = 64 * 1024;
    private static final String URL_SAFE = "[A-Za-z0-9._~-]{1,512}";

    public RequestObject {
        if (!nonce.matches(URL_SAFE) || !state.matches(URL_SAFE)) {
            throw new IllegalArgumentException("nonce and state are URL-safe");
        }
        if (encryptionKey.isPrivate() || encryptionKey.getKeyID() == null) {
            throw new IllegalArgumentException("a public encryption key with kid is required");
        }
        if (!issuedAt.isBefore(expiresAt)) {
            throw new IllegalArgumentException("exp must be after iat");
        }
        verifierInfo = List.copyOf(verifierInfo);
    }

    /** The same request for one wallet that posted this nonce (section 5.10). */
    public RequestObject withWalletNonce(String posted) {
        return new RequestObject(clientId, responseUri, nonce, state, dcqlQuery, encryptionKey, verifierInfo, exchange,
                issuedAt, expiresAt, Optional.of(posted));
    }

    /**
     * The signed JWT.
     *
     * @param accessKey the key whose certificate {@link #clientId()} names
     */
    public String sign(SigningKey accessKey) {
        if (accessKey.chain().isEmpty()) {
            throw new IllegalArgumentException("a verifier's key needs a certificate");
        }
        return JwsSigner.sign(accessKey, JwsSigner.header(TYP, accessKey), claims());
    }

    private ObjectNode claims() {
        ObjectNode claims = StrictJson.object()
                .put("aud", AUDIENCE)
                .put("client_id", clientId.toString())
                .put("response_type", "vp_token")
                .put("response_mode", "direct_post.jwt")
                .put("response_uri", responseUri.toString())
                .put("nonce", nonce)
                .put("state", state);
        claims.set("dcql_query", dcqlQuery.toJson());
        claims.set("client_metadata", ClientMetadata.toJson(encryptionKey));
        if (!verifierInfo.isEmpty()) {
            ArrayNode infos = claims.putArray("verifier_info");
            for (VerifierInfo info : verifierInfo) {
                ObjectNode entry = infos.addObject().put("format", info.format());
                entry.set("data", info.data());
                if (!info.credentialIds().isEmpty()) {
                    info.credentialIds().forEach(entry.putArray("credential_ids")::add);
                }
            }
        }
        exchange.ifPresent(terms -> claims.putArray("transaction_data").add(terms.encode()));
        walletNonce.ifPresent(posted -> claims.put("wallet_nonce", posted));
        return claims.put("iat", issuedAt.getEpochSecond()).put("exp", expiresAt.getEpochSecond());
    }

    /** {@code client_metadata} for a request that is signed only when a wallet fetches it. */
    public static ObjectNode clientMetadata(ECKey encryptionKey) {
        return ClientMetadata.toJson(encryptionKey);
    }

    /** base64url SHA-256 of the ASCII of a signed request object. */
    public static String hash(String requestObject) {
        return Base64Url.encode(Sha256.of(requestObject.getBytes(StandardCharsets.US_ASCII)));
    }
}
