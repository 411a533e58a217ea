package org.amana.core.status;

import java.net.URI;
import java.util.Locale;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a credential's status stands (draft-ietf-oauth-status-list-20 section 6.2).
 *
 * <pre>
 * "status":{"status_list":{"idx":412,"uri":"https://issuer.example/status/1"}}
 * </pre>
 *
 * @param uri http or https, with a host; whether it may be called is for the guarded client to say
 * @param index from 0
 */
public record StatusReference(URI uri, long index) {
    public StatusReference {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.isEmpty() && !scheme.equals("https") && !scheme.equals("http")) {
            throw new ProblemException(
                    new StatusProblem.Unreachable("status lists are fetched over https and http alone"));
        }
        if (uri.getHost() == null) {
            throw new ProblemException(new StatusProblem.Malformed("uri of a status list must be a web address"));
        }
        if (index < 0) {
            throw new ProblemException(new StatusProblem.BadIndex("idx must not be negative"));
        }
    }

    /**
     * Reads the {@code status} claim.
     *
     * @throws ProblemException {@link StatusProblem.Malformed}, {@link StatusProblem.Unreachable} for another scheme than
     *         http or https, {@link StatusProblem.BadIndex} for an {@code idx} that is no integer from 0 to 2^63 - 1
     */
    public static StatusReference parse(JsonNode statusClaim) {
        JsonNode list = statusClaim.path("status_list");
        if (!list.isObject()) {
            throw new ProblemException(new StatusProblem.Malformed("claim status must hold status_list"));
        }
        JsonNode idx = list.path("idx");
        if (!idx.isIntegralNumber() || !idx.canConvertToLong()) {
            throw new ProblemException(new StatusProblem.BadIndex("idx must be an integer"));
        }
        JsonNode uri = list.path("uri");
        if (!uri.isString()) {
            throw new ProblemException(new StatusProblem.Malformed("uri of a status list must be a string"));
        }
        try {
            return new StatusReference(URI.create(uri.stringValue()), idx.longValue());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new StatusProblem.Malformed("uri of a status list is not a URI"), e);
        }
    }

    /** The value of the {@code status} claim. */
    public ObjectNode toJson() {
        ObjectNode claim = StrictJson.object();
        claim.putObject("status_list").put("idx", index).put("uri", uri.toString());
        return claim;
    }
}
