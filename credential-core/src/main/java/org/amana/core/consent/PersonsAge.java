package org.amana.core.consent;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the source of data says of the age of whom they are about, in its order for a permit.
 *
 * <pre>
 * "age":{"minor":false}
 * "age":{"minor":true}
 * "age":{"minor":true,"guardian":{"record":"…","request_hash":"…","until":1803859200}}
 * </pre>
 */
public sealed interface PersonsAge {
    /** Of age: nobody decides for them, and what a guardian agreed to with them waits for their own word. */
    record OfAge() implements PersonsAge {}

    /**
     * Under age, or in doubt.
     *
     * @param guardian whose mandate the source has checked; absent where there is none that holds
     */
    record UnderAge(Optional<Guardian> guardian) implements PersonsAge {}

    /**
     * A guardian, by their own decision.
     *
     * @param record that they decided with
     * @param request that they answered
     * @param until the mandate holds until then; in the past where it was ended
     */
    record Guardian(RecordId record, RequestHash request, Instant until) {}

    /** The guardian, where the person has one. */
    default Optional<Guardian> findGuardian() {
        return this instanceof UnderAge(var guardian) ? guardian : Optional.empty();
    }

    /** Sets the member. */
    default void write(ObjectNode claims) {
        ObjectNode age = claims.putObject("age").put("minor", this instanceof UnderAge);
        findGuardian().ifPresent(found -> age.putObject("guardian")
                .put("record", found.record().value())
                .put("request_hash", found.request().value())
                .put("until", found.until().getEpochSecond()));
    }

    /**
     * Reads the member.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    static Optional<PersonsAge> read(ObjectNode claims) {
        if (!claims.has("age")) {
            return Optional.empty();
        }
        JsonNode age = claims.path("age");
        if (!age.path("minor").isBoolean() || (age.has("guardian") && !age.path("minor").booleanValue())) {
            throw ConsentProblem
                    .badMessage("claim age says whether the person is under age; nobody else has a guardian");
        }
        if (!age.path("minor").booleanValue()) {
            return Optional.of(new OfAge());
        }
        return Optional.of(new UnderAge(age.path("guardian") instanceof ObjectNode guardian
                ? Optional.of(guardian(new MessageClaims(guardian)))
                : Optional.empty()));
    }

    private static Guardian guardian(MessageClaims claims) {
        return new Guardian(claims.record(), claims.requestHash(), claims.seconds("until"));
    }
}
