package org.amana.core.vp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.VpProblem.InvalidParameter;
import org.amana.core.vp.VpProblem.RequestExpired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code exp}, {@code nbf} and {@code iat} of a Request Object (RFC 7519 section 4.1). */
final class RequestObjectTimes {
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final double LATEST = 1e11;

    private RequestObjectTimes() {}

    static void require(ObjectNode claims, Instant now) {
        if (of(claims, "exp").filter(exp -> !now.minus(SKEW).isBefore(exp)).isPresent()) {
            throw new ProblemException(new RequestExpired("exp of the request has passed"));
        }
        for (String claim : new String[]{"nbf", "iat"}) {
            if (of(claims, claim).filter(now.plus(SKEW)::isBefore).isPresent()) {
                throw new ProblemException(new RequestExpired(claim + " of the request lies in the future"));
            }
        }
    }

    static Optional<Instant> of(ObjectNode claims, String claim) {
        JsonNode value = claims.get(claim);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isNumber() || Math.abs(value.doubleValue()) > LATEST) {
            throw new ProblemException(new InvalidParameter(claim + " must be a number of seconds"));
        }
        return Optional.of(Instant.ofEpochSecond((long) value.doubleValue()));
    }
}
