package org.amana.core.consent;

import java.time.Instant;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Typed reading of the claims of a message. */
public record MessageClaims(ObjectNode claims) {
    public String text(String name) {
        JsonNode value = claims.path(name);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw ConsentProblem.badMessage("claim " + name + " is missing");
        }
        return value.stringValue();
    }

    /** A NumericDate in whole seconds (RFC 7519 section 2). */
    public Instant seconds(String name) {
        JsonNode value = claims.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || Math.abs(value.longValue()) > 253_402_300_799L) {
            throw ConsentProblem.badMessage("claim " + name + " is a time in seconds");
        }
        return Instant.ofEpochSecond(value.longValue());
    }

    long number(String name) {
        JsonNode value = claims.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw ConsentProblem.badMessage("claim " + name + " is a whole number");
        }
        return value.longValue();
    }

    public RecordId record() {
        return new RecordId(text("record"));
    }

    public RequestHash requestHash() {
        return new RequestHash(text("request_hash"));
    }

    /** Text of a problem that stopped the check of a token. */
    public static ProblemException refused(String what, ProblemException cause) {
        return new ProblemException(new ConsentProblem.BadMessage(what + ": " + cause.problem().detail()), cause);
    }
}
