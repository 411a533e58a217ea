package org.amana.wallet.holder;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.amana.wallet.vault.Vault;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds the unlocked vault of a request, by bearer token or by session cookie, and puts it where a controller's
 * {@link Vault} parameter finds it. A request with a bearer token never falls back to the cookie.
 */
final class VaultSessionFilter extends OncePerRequestFilter {

    static final String VAULT = VaultSessionFilter.class.getName() + ".vault";
    private static final String BEARER = "Bearer ";

    private final UnlockedWallets unlocked;

    VaultSessionFilter(UnlockedWallets unlocked) {
        this.unlocked = unlocked;
    }

    static boolean hasBearer(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    static Optional<SessionToken> token(HttpServletRequest request) {
        return hasBearer(request)
                ? Optional.of(new SessionToken(
                        request.getHeader(HttpHeaders.AUTHORIZATION).substring(BEARER.length()).strip()))
                : SessionCookie.token(request);
    }

    static Optional<Vault> vault(HttpServletRequest request) {
        return Optional.ofNullable((Vault) request.getAttribute(VAULT));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        token(request).flatMap(unlocked::find).ifPresent(vault -> {
            request.setAttribute(VAULT, vault);
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated("holder", "",
                    AuthorityUtils.createAuthorityList("ROLE_HOLDER")));
            SecurityContextHolder.setContext(context);
        });
        chain.doFilter(request, response);
    }
}
