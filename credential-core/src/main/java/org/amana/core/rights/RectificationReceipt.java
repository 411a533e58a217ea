package org.amana.core.rights;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.MessageClaims;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;

/**
 * An authority's word that a {@link RectificationRequest} came, and when: its month runs from then, and it cannot deny that
 * later. Signed with the key that signs its cards.
 *
 * <pre>
 * {"typ":"amana-rectification-receipt+jwt","alg":"ES256","x5c":[…]}
 * {"iss":"https://issuer.example/labour-office","request":"digest of the request","received_at":1795345200}
 * </pre>
 *
 * Only {@link #verify} makes one. Whether the certificate is the authority's is for the caller, see {@link #chain()}.
 */
public final class RectificationReceipt {
    public static final String TYP = "amana-rectification-receipt+jwt";
    /** Longest receipt; it carries a certificate chain. */
    public static final int MAX_BYTES = 16_384;
    private final AuthorityJws jws;
    private final String authority;
    private final String request;
    private final Instant received;

    private RectificationReceipt(AuthorityJws jws) {
        this.jws = jws;
        this.authority = jws.claims().text("iss");
        this.request = jws.claims().text("request");
        this.received = jws.claims().seconds("received_at");
    }

    /**
     * Writes a receipt.
     *
     * @param key of the authority's cards; its chain goes into the header
     * @param authority its credential issuer identifier
     * @param request digest of the request
     * @param received when it came
     */
    public static RectificationReceipt sign(SigningKey key, String authority, String request, Instant received) {
        return verify(AuthorityJws.sign(key, TYP, StrictJson.object()
                .put("iss", authority)
                .put("request", request)
                .put("received_at", received.getEpochSecond())));
    }

    /**
     * Reads a receipt and checks its signature against the leaf of its own {@code x5c}.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static RectificationReceipt verify(String compact) {
        try {
            return new RectificationReceipt(AuthorityJws.verify(compact, TYP, MAX_BYTES));
        } catch (ProblemException e) {
            throw MessageClaims.refused("the receipt does not hold", e);
        }
    }

    /** Whether it is about this request and claims to be of the authority that was asked. */
    public boolean isFor(RectificationRequest asked) {
        return request.equals(asked.digest()) && authority.equals(asked.authority());
    }

    /** The text that was verified. */
    public String compact() {
        return jws.compact();
    }

    /** Certificates from the header, leaf first; the leaf's key signed. Not yet validated. */
    public List<X509Certificate> chain() {
        return jws.chain();
    }

    /** Credential issuer identifier of the authority that has the request, as it claims. */
    public String authority() {
        return authority;
    }

    /** Digest of the request. */
    public String request() {
        return request;
    }

    /** When the request came, whole seconds. */
    public Instant received() {
        return received;
    }
}
