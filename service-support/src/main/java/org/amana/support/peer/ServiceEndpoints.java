package org.amana.support.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * Endpoints that only other services call, each with the role it needs. A service declares a bean:
 *
 * <pre>
 * &#64;Bean ServiceEndpoints entries() { return ServiceEndpoints.of(HttpMethod.POST, "/v1/entries", ServiceRole.BLIND_WRITER); }
 * </pre>
 *
 * <p>The controller gets the caller as {@code @AuthenticationPrincipal ServiceCaller}. Missing or wrong tokens are
 * answered with 401, a missing role with 403, both as problem details (RFC 9457).
 */
public record ServiceEndpoints(List<Rule> rules) {
    public ServiceEndpoints {
        rules = List.copyOf(rules);
    }

    /** One endpoint. */
    public static ServiceEndpoints of(HttpMethod method, String pattern, ServiceRole role) {
        return new ServiceEndpoints(List.of(new Rule(method, pattern, Set.of(role))));
    }

    /** These endpoints and one more, for callers with any of these roles. */
    public ServiceEndpoints and(HttpMethod method, String pattern, ServiceRole... roles) {
        var more = new ArrayList<>(rules);
        more.add(new Rule(method, pattern, Set.of(roles)));
        return new ServiceEndpoints(more);
    }

    /**
     * Who may call what.
     *
     * @param pattern Spring path pattern
     * @param roles any of which suffices
     */
    public record Rule(HttpMethod method, String pattern, Set<ServiceRole> roles) {
        public Rule {
            roles = Set.copyOf(roles);
            if (roles.isEmpty()) {
                throw new IllegalArgumentException("an endpoint of other services needs a role");
            }
        }
    }
}
