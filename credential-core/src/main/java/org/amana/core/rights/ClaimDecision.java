package org.amana.core.rights;

import java.util.List;
import java.util.Set;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.MessageClaims;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an authority decided about one claim that was held wrong.
 *
 * <pre>
 * {"path":["family_name"],"outcome":"CORRECTED"}
 * {"path":["employment","until"],"outcome":"REFUSED_ACCURATE","reason":"The permit of 3 May says the same day."}
 * </pre>
 *
 * @param path of the claim, as the request named it
 * @param reason in words of the office; of a refusal alone, and never missing there
 */
public record ClaimDecision(List<String> path, RectificationOutcome outcome, String reason) {
    /** Longest reason, in UTF-16 units as text boxes count them. */
    public static final int MAX_REASON = 300;
    private static final Set<String> WITH_REASON = Set.of("path", "outcome", "reason");
    private static final Set<String> WITHOUT = Set.of("path", "outcome");

    /**
     * Refuses a refusal without a reason, and a reason where nothing was refused.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public ClaimDecision {
        path = List.copyOf(path);
        if (outcome.isRefusal() == reason.isBlank()) {
            throw ConsentProblem.badMessage("a refusal has a reason, and nothing else has one");
        }
        if (reason.length() > MAX_REASON || !RectificationRequest.isAllowed(reason)) {
            throw ConsentProblem.badMessage(
                    "a reason has at most " + MAX_REASON + " characters, none of them a control character");
        }
    }

    public static ClaimDecision corrected(List<String> path) {
        return new ClaimDecision(path, RectificationOutcome.CORRECTED, "");
    }

    /**
     * Reads one.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static ClaimDecision parse(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            throw ConsentProblem.badMessage("a decision about a claim is an object");
        }
        var claims = new MessageClaims(object);
        RectificationOutcome outcome = RectificationOutcome.parse(claims.text("outcome"));
        if (!Set.copyOf(object.propertyNames()).equals(outcome.isRefusal() ? WITH_REASON : WITHOUT)) {
            throw ConsentProblem.badMessage(
                    "a decision about a claim has a path, an outcome, and where it is refused a reason");
        }
        return new ClaimDecision(ClaimPaths.path(object.path("path")), outcome,
                outcome.isRefusal() ? claims.text("reason") : "");
    }

    ObjectNode toJson() {
        ObjectNode node = StrictJson.object();
        ArrayNode names = node.putArray("path");
        path.forEach(names::add);
        node.put("outcome", outcome.name());
        return outcome.isRefusal() ? node.put("reason", reason) : node;
    }

    /** What an office wrote to a person does not belong in logs. */
    @Override
    public String toString() {
        return "ClaimDecision[" + outcome + "]";
    }
}
