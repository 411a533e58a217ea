package org.amana.support.peer;

import java.io.Serializable;
import java.security.Principal;
import java.util.Set;

/**
 * The service that made a request, proved by its token; the principal of the request.
 *
 * @param name module name such as {@code wallet-service}
 * @param roles what it may do here
 */
public record ServiceCaller(String name, Set<ServiceRole> roles) implements Principal, Serializable {
    private static final long serialVersionUID = 1;

    public ServiceCaller {
        roles = Set.copyOf(roles);
    }

    @Override
    public String getName() {
        return name;
    }
}
