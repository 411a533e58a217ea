package org.amana.core.rights;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.MessageClaims;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An authority's answer to one {@link RectificationRequest}, claim by claim, signed with the key that signs its cards.
 *
 * <pre>
 * {"typ":"amana-rectification-answer+jwt","alg":"ES256","x5c":[…]}
 * {"iss":"https://issuer.example/labour-office","request":"digest of the request",
 *  "claims":[{"path":["family_name"],"outcome":"CORRECTED"},{"path":["title"],"outcome":"REFUSED_ACCURATE","reason":"…"}],
 *  "received_at":1795345200,"iat":1795431600}
 * </pre>
 *
 * Only {@link #verify} makes one: the signature matches the certificate that came with it. Whether that certificate is
 * the authority's is for the caller, who has the anchors, see {@link #chain()}; whether it answers a request,
 * {@link #isTo} tells.
 */
public final class RectificationAnswer {
    public static final String TYP = "amana-rectification-answer+jwt";
    /** Longest answer: a certificate chain, and a reason for each claim. */
    public static final int MAX_BYTES = 131_072;
    private final AuthorityJws jws;
    private final String authority;
    private final String request;
    private final List<ClaimDecision> decisions;
    private final Instant received;
    private final Instant time;

    /** What the decisions are together. */
    public enum Result {
        CORRECTED,
        /** Some of it was put right. */
        PARTLY, REFUSED
    }

    private RectificationAnswer(AuthorityJws jws) {
        this.jws = jws;
        this.authority = jws.claims().text("iss");
        this.request = jws.claims().text("request");
        this.decisions = decisions(jws.claims().claims().path("claims"));
        this.received = jws.claims().seconds("received_at");
        this.time = jws.claims().seconds("iat");
        if (received.isAfter(time)) {
            throw ConsentProblem.badMessage("an answer does not come before its request");
        }
    }

    /**
     * Writes an answer.
     *
     * @param key of the authority's cards; its chain goes into the header
     * @param asked the request; it is asked of the authority that answers
     * @param decisions one about each claim of the request, in its order
     * @param received when the request came
     * @throws ProblemException {@link ConsentProblem.BadMessage} when a claim is left out or was not asked about
     */
    public static RectificationAnswer sign(SigningKey key, RectificationRequest asked, List<ClaimDecision> decisions,
                                           Instant received, Instant time) {
        ObjectNode claims = StrictJson.object().put("iss", asked.authority()).put("request", asked.digest());
        ArrayNode list = claims.putArray("claims");
        decisions.forEach(one -> list.add(one.toJson()));
        claims.put("received_at", received.getEpochSecond()).put("iat", time.getEpochSecond());
        RectificationAnswer answer = verify(AuthorityJws.sign(key, TYP, claims));
        if (!answer.isTo(asked)) {
            throw ConsentProblem.badMessage("an answer decides about each claim of the request, in its order");
        }
        return answer;
    }

    /**
     * Reads an answer and checks its signature against the leaf of its own {@code x5c}.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static RectificationAnswer verify(String compact) {
        try {
            return new RectificationAnswer(AuthorityJws.verify(compact, TYP, MAX_BYTES));
        } catch (ProblemException e) {
            throw MessageClaims.refused("the answer does not hold", e);
        }
    }

    private static List<ClaimDecision> decisions(JsonNode node) {
        if (!node.isArray() || node.isEmpty() || node.size() > ClaimPaths.MOST) {
            throw ConsentProblem.badMessage("claims is a list of 1 to " + ClaimPaths.MOST + " decisions");
        }
        return node.valueStream().map(ClaimDecision::parse).toList();
    }

    /** Whether it decides about exactly the claims of this request, and claims to be of the authority that was asked. */
    public boolean isTo(RectificationRequest asked) {
        return request.equals(asked.digest()) && authority.equals(asked.authority())
                && decisions.stream().map(ClaimDecision::path).toList().equals(asked.claims());
    }

    /** The text that was verified. */
    public String compact() {
        return jws.compact();
    }

    /** Certificates from the header, leaf first; the leaf's key signed. Not yet validated. */
    public List<X509Certificate> chain() {
        return jws.chain();
    }

    /** Credential issuer identifier of the authority that answers, as it claims. */
    public String authority() {
        return authority;
    }

    /** Digest of the request. */
    public String request() {
        return request;
    }

    /** One about each claim, in the order of the request. */
    public List<ClaimDecision> decisions() {
        return decisions;
    }

    public Result result() {
        long refused = decisions.stream().filter(one -> one.outcome().isRefusal()).count();
        if (refused == 0) {
            return Result.CORRECTED;
        }
        return refused == decisions.size() ? Result.REFUSED : Result.PARTLY;
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
