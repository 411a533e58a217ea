package org.amana.core.exchange;

import java.util.Optional;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Views;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * That somebody under age is asked, and in which of the two parts.
 *
 * <pre>
 * to the person:   "guardian":"required"
 * to the guardian: "ward":{"request_hash":"…","views":"yes"}
 * </pre>
 */
public sealed interface Represented {
    /** The person is asked; a guardian will be asked after them. */
    record WithGuardian() implements Represented {}

    /**
     * A guardian is asked.
     *
     * @param request what the person was asked
     * @param views what they said
     */
    record ForWard(RequestHash request, Views views) implements Represented {}

    /** Sets the member. */
    default void write(ObjectNode terms) {
        switch (this) {
            case WithGuardian() -> terms.put("guardian", "required");
            case ForWard(var request, var views) -> terms.putObject("ward")
                    .put("request_hash", request.value())
                    .put("views", views.code());
        }
    }

    /**
     * Reads the member; that nothing else stands there, the one form of the terms makes sure.
     *
     * @throws ProblemException {@link org.amana.core.consent.ConsentProblem.MalformedEvent}
     */
    static Optional<Represented> read(JsonNode terms) {
        if (terms.has("guardian")) {
            return Optional.of(new WithGuardian());
        }
        JsonNode ward = terms.path("ward");
        return ward.isMissingNode()
                ? Optional.empty()
                : Optional.of(new ForWard(new RequestHash(ward.path("request_hash").asString("")),
                        Views.of(ward.path("views").asString(""))));
    }
}
