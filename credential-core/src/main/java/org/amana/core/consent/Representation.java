package org.amana.core.consent;

import java.util.Optional;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * That somebody under age is represented in a decision: theirs and their guardian's are two records of two keys, and
 * something is permitted only while both stand.
 *
 * <pre>
 * of the person under age: "guardian":{"views":"yes"}
 * of the guardian:         "ward":{"request_hash":"…"}
 * </pre>
 */
public sealed interface Representation {
    /** The person is under age, and a guardian has to agree as well. */
    record WithGuardian(Views views) implements Representation {}

    /**
     * A guardian decides beside the person whom they represent.
     *
     * @param request what that person was asked, and answered with a record of their own
     */
    record ForWard(RequestHash request) implements Representation {}

    /** True where nothing is permitted by this record without a guardian's. */
    static boolean isWithGuardian(Optional<Representation> representation) {
        return representation.filter(WithGuardian.class::isInstance).isPresent();
    }

    /** What the person answered for whom it is; empty for all who decide for themselves. */
    static Optional<RequestHash> ward(Optional<Representation> representation) {
        return representation.flatMap(
                found -> found instanceof ForWard(var request) ? Optional.of(request) : Optional.empty());
    }

    /** Whether a decision of this kind may say so: who says no gives nothing, and who puts it off has not said yet. */
    default boolean fits(EventKind kind) {
        return !(this instanceof WithGuardian(var views)) || switch (kind) {
            case DEFERRED -> views == Views.NOT_ABLE;
            case REFUSED -> views == Views.NO;
            default -> views == Views.YES;
        };
    }

    /** Sets the member. */
    default void write(ObjectNode event) {
        switch (this) {
            case WithGuardian(var views) -> event.putObject("guardian").put("views", views.code());
            case ForWard(var request) -> event.putObject("ward").put("request_hash", request.value());
        }
    }

    /**
     * Reads the member.
     *
     * @throws ProblemException {@link ConsentProblem.MalformedEvent}
     */
    static Optional<Representation> read(JsonNode event) {
        if (event.has("guardian") && event.has("ward")) {
            throw ConsentProblem.malformedEvent("a person has a guardian or is one, in one decision");
        }
        if (event.has("guardian")) {
            return Optional.of(new WithGuardian(Views.of(event.path("guardian").path("views").asString(""))));
        }
        return event.has("ward")
                ? Optional.of(new ForWard(new RequestHash(event.path("ward").path("request_hash").asString(""))))
                : Optional.empty();
    }
}
