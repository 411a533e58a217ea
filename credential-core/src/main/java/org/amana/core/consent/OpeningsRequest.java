package org.amana.core.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person's wallet hands in of entries whose content a ledger lost, signed as every {@link SubjectRequest}.
 *
 * <pre>
 * {"typ":"amana-subject-openings+jwt","alg":"ES256","jwk":{…}}
 * {"aud":"http://localhost:8084","iat":1795345200,"jti":"…","openings":[{"event":"…","index":8,"salt":"…"}]}
 * </pre>
 *
 * @param openings 1 to {@value #MAX_OPENINGS}, their indexes rising
 */
public record OpeningsRequest(SubjectRequest request, List<OpenedEntry> openings) {
    /** Most openings of one request. */
    public static final int MAX_OPENINGS = 16;
    /** Longest request. */
    public static final int MAX_BYTES = 65_536;

    public OpeningsRequest {
        openings = List.copyOf(openings);
        if (openings.isEmpty() || openings.size() > MAX_OPENINGS) {
            throw ConsentProblem.badMessage("1 to " + MAX_OPENINGS + " openings expected, found " + openings.size());
        }
        for (int i = 1; i < openings.size(); i++) {
            if (openings.get(i).index() <= openings.get(i - 1).index()) {
                throw ConsentProblem.badMessage("the indexes of openings rise");
            }
        }
    }

    /**
     * Writes a request.
     *
     * @param ledger base address of the ledger
     * @param id random, never used before
     */
    public static String sign(List<OpenedEntry> openings, SigningKey pairwise, String ledger, String id, Instant time) {
        ObjectNode claims = StrictJson.object();
        ArrayNode list = claims.putArray("openings");
        openings.forEach(opening -> list.add(opening.toJson()));
        return SubjectRequest.sign(SubjectRequest.Wish.OPENINGS, pairwise, claims, ledger, id, time);
    }

    /**
     * Reads a request that came to {@code ledger} at {@code now}; whether its id was used before, and whether what is
     * handed in opens anything, is the caller's to see.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static OpeningsRequest verify(String compact, String ledger, Instant now) {
        var verified = SubjectRequest.verify(SubjectRequest.Wish.OPENINGS, compact, MAX_BYTES, ledger, now);
        JsonNode list = verified.claims().path("openings");
        if (!list.isArray() || list.size() > MAX_OPENINGS) {
            throw ConsentProblem.badMessage("a list of at most " + MAX_OPENINGS + " openings expected");
        }
        var openings = new ArrayList<OpenedEntry>();
        try {
            list.forEach(one -> openings.add(OpenedEntry.parse(one)));
        } catch (ProblemException e) {
            throw MessageClaims.refused("an opening is not one", e);
        }
        return new OpeningsRequest(verified.request(), openings);
    }
}
