package org.amana.core.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an access that rests on vital interests (GDPR Art. 6(1)(d)) says beside its law.
 *
 * <pre>
 * {"reason":"base64url of 32 bytes","review_by":"2026-11-25T12:00:00Z","opened_by":"base64url of 32 bytes"}
 * </pre>
 *
 * @param reason {@link EmergencyReason#commitment()}: binds the office to what the clerk wrote, and does not say it
 * @param reviewBy until then the office's data protection officer answers, whole seconds; from then on nothing more is
 *        permitted before they have
 * @param openedBy who of its staff, by a pseudonym of this record: who reviews is somebody else
 */
public record Emergency(String reason, Instant reviewBy, StaffPseudonym openedBy) {
    /** An office may give its officer less time, never more. */
    public static final Duration LONGEST_REVIEW = Duration.ofDays(3);

    public Emergency {
        reviewBy = reviewBy.truncatedTo(ChronoUnit.SECONDS);
        if (!reason.matches("[A-Za-z0-9_-]{43}")) {
            throw ConsentProblem.badMessage("the reason of an emergency stands by its commitment alone");
        }
    }

    /** Refuses a time for the review that is over at once or too late. */
    void requireInTime(Instant named) {
        if (!reviewBy.isAfter(named) || reviewBy.isAfter(named.plus(LONGEST_REVIEW))) {
            throw ConsentProblem
                    .badMessage("an emergency is reviewed within " + LONGEST_REVIEW.toHours() + " hours");
        }
    }

    /** @throws java.time.DateTimeException when the time is none */
    static Emergency parse(JsonNode node) {
        return new Emergency(node.path("reason").asString(""), Instant.parse(node.path("review_by").asString("")),
                new StaffPseudonym(node.path("opened_by").asString("")));
    }

    ObjectNode toJson() {
        return StrictJson.object()
                .put("reason", reason)
                .put("review_by", reviewBy.toString())
                .put("opened_by", openedBy.value());
    }
}
