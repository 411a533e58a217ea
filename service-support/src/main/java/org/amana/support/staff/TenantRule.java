package org.amana.support.staff;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Staff act only under their own tenant: the first path segment must be the account's. */
final class TenantRule implements AuthorizationManager<RequestAuthorizationContext> {
    @Override
    public AuthorizationResult authorize(Supplier<? extends @Nullable Authentication> authentication,
                                         RequestAuthorizationContext context) {
        Authentication who = authentication.get();
        String tenant = context.getVariables().get("tenant");
        return new AuthorizationDecision(who != null && who.isAuthenticated()
                && who.getPrincipal() instanceof StaffMember member && member.tenant().equals(tenant));
    }
}
