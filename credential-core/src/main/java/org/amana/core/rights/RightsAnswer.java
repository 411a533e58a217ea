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
 * A party's answer to one {@link RightsRequest}, signed with the key of its access certificate.
 *
 * <pre>
 * {"typ":"amana-rights-answer+jwt","alg":"ES256","x5c":[…]}
 * {"iss":"harbour-bakery","request":"digest of the request","outcome":"ERASED","iat":1795345200}
 * </pre>
 *
 * Only {@link #verify} makes one: the signature matches the certificate that came with it. Whether that certificate is
 * the party's is for the caller, who has the anchors, see {@link #chain()}.
 */
public final class RightsAnswer implements RightsStatement {
    public static final String TYP = "amana-rights-answer+jwt";
    /** Longest answer; it carries a certificate chain. */
    public static final int MAX_BYTES = 16_384;
    private final String compact;
    private final List<X509Certificate> chain;
    private final String party;
    private final String request;
    private final RightsOutcome outcome;
    private final Instant time;

    private RightsAnswer(String compact, List<X509Certificate> chain, MessageClaims claims) {
        this.compact = compact;
        this.chain = chain;
        this.party = claims.text("iss");
        this.request = claims.text("request");
        this.outcome = RightsOutcome.parse(claims.text("outcome"));
        this.time = claims.seconds("iat");
    }

    /**
     * Writes an answer.
     *
     * @param key of the party's access certificate; its chain goes into the header
     * @param party id in the register
     * @param request digest of the request
     */
    public static RightsAnswer sign(SigningKey key, String party, String request, RightsOutcome outcome, Instant time) {
        ObjectNode claims = StrictJson.object()
                .put("iss", party)
                .put("request", request)
                .put("outcome", outcome.name())
                .put("iat", time.getEpochSecond());
        return verify(JwsSigner.sign(key, JwsSigner.header(TYP, key), claims));
    }

    /**
     * Reads an answer and checks its signature against the leaf of its own {@code x5c}.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static RightsAnswer verify(String compact) {
        try {
            UnverifiedJws jws = UnverifiedJws.parse(compact, MAX_BYTES);
            List<X509Certificate> chain = X5c.parse(jws.header().path("x5c"));
            if (!(chain.getFirst().getPublicKey() instanceof ECPublicKey key)) {
                throw ConsentProblem.badMessage("an answer is signed with a P-256 key");
            }
            return new RightsAnswer(compact, chain, new MessageClaims(jws.verify(key, TYP).claims()));
        } catch (ProblemException e) {
            throw MessageClaims.refused("the answer does not hold", e);
        }
    }

    @Override
    public String compact() {
        return compact;
    }

    @Override
    public Instant time() {
        return time;
    }

    /** Certificates from the header, leaf first; the leaf's key signed. Not yet validated. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** Id of the party that answers, as it claims. */
    public String party() {
        return party;
    }

    /** Digest of the request. */
    public String request() {
        return request;
    }

    public RightsOutcome outcome() {
        return outcome;
    }
}
