package org.amana.support.staff;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * A signed-in member of staff.
 *
 * @param username unique within the service
 * @param tenant authority or organisation, the first path segment this account may use
 * @param roles such as {@code CASEWORKER}; the authority is {@code ROLE_CASEWORKER}
 */
public record StaffMember(String username, String tenant, Set<String> roles, String passwordHash)
        implements
            UserDetails {
    private static final long serialVersionUID = 1;

    public StaffMember {
        roles = Set.copyOf(roles);
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return java.util.stream.Stream.concat(roles.stream(), java.util.stream.Stream.of("STAFF"))
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .distinct()
                .toList();
    }

    @Override
    public String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return username;
    }

    /** Never the hash. */
    @Override
    public String toString() {
        return username + " of " + tenant + " " + List.copyOf(roles);
    }
}
