package org.amana.core.rights;

import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.MessageClaims;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.X5c;
import tools.jackson.databind.node.ObjectNode;

/**
 * An authority's answer to one {@link RectificationRequest}, signed with the key that signs its cards.
 *
 * <pre>
 * {"typ":"amana-rectification-answer+jwt","alg":"ES256","x5c":[…]}
 * {"iss":"https://issuer.example/labour-office","request":"digest of the request","outcome":"CORRECTED",
 *  "received_at":1795345200,"iat":1795431600}
 * </pre>
 *
 * Only {@link #verify} makes one: the signature matches the certificate that came with it. Whether that certificate is
 * the authority's is for the caller, who has the anchors, see {@link #chain()}.
 */
public final class RectificationAnswer {
    public static final String TYP = "amana-rectification-answer+jwt";
    /** Longest answer; it carries a certificate chain. */
    public static final int MAX_BYTES = 16_384;
    private final String compact;
    private final List<X509Certificate> chain;
    private final String authority;
    private final String request;
    private final RectificationOutcome outcome;
    private final Instant received;
    private final Instant time;

    private RectificationAnswer(String compact, List<X509Certificate> chain, MessageClaims claims) {
        this.compact = compact;
        this.chain = chain;
        this.authority = claims.text("iss");
        this.request = claims.text("request");
        this.outcome = RectificationOutcome.parse(claims.text("outcome"));
        this.received = claims.seconds("received_at");
        this.time = claims.seconds("iat");
        if (received.isAfter(time)) {
            throw ConsentProblem.badMessage("an answer does not come before its request");
        }
    }

    /**
     * Writes an answer.
     *
     * @param key of the authority's cards; its chain goes into the header
     * @param authority its credential issuer identifier
     * @param request digest of the request
     * @param received when the request came
     */
    public static RectificationAnswer sign(SigningKey key, String authority, String request,
                                           RectificationOutcome outcome, Instant received, Instant time) {
        ObjectNode claims = StrictJson.object()
                .put("iss", authority)
                .put("request", request)
                .put("outcome", outcome.name())
                .put("received_at", received.getEpochSecond())
                .put("iat", time.getEpochSecond());
        return verify(JwsSigner.sign(key, JwsSigner.header(TYP, key), claims));
    }

    /**
     * Reads an answer and checks its signature against the leaf of its own {@code x5c}.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static RectificationAnswer verify(String compact) {
        try {
            UnverifiedJws jws = UnverifiedJws.parse(compact, MAX_BYTES);
            List<X509Certificate> chain = X5c.parse(jws.header().path("x5c"));
            if (!(chain.getFirst().getPublicKey() instanceof ECPublicKey key)) {
                throw ConsentProblem.badMessage("an answer is signed with a P-256 key");
            }
            return new RectificationAnswer(compact, chain, new MessageClaims(jws.verify(key, TYP).claims()));
        } catch (ProblemException e) {
            throw MessageClaims.refused("the answer does not hold", e);
        }
    }

    /** The text that was verified. */
    public String compact() {
        return compact;
    }

    /** Certificates from the header, leaf first; the leaf's key signed. Not yet validated. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** Credential issuer identifier of the authority that answers, as it claims. */
    public String authority() {
        return authority;
    }

    /** Digest of the request. */
    public String request() {
        return request;
    }

    public RectificationOutcome outcome() {
        return outcome;
    }

    /** When the request came, whole seconds. */
    public Instant received() {
        return received;
    }

    /** When it was answered, whole seconds. */
    public Instant time() {
        return time;
    }
}
