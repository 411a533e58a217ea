package org.amana.support.peer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.amana.core.problem.ProblemException;
import org.amana.support.web.ProblemWriter;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Authenticates a call of another service; the request goes on only with a valid token. */
final class ServiceTokenFilter extends OncePerRequestFilter {
    private final ServiceTokenVerifier verifier;
    private final ProblemWriter problems;

    ServiceTokenFilter(ServiceTokenVerifier verifier, ProblemWriter problems) {
        this.verifier = verifier;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ServiceCaller caller;
        byte[] body;
        try {
            String authorization = request.getHeader("Authorization");
            if (authorization == null || !authorization.startsWith(ServiceToken.SCHEME)) {
                throw new ProblemException(new ServiceTokenProblem.Missing());
            }
            body = request.getInputStream().readAllBytes(); // the body cap stands before this filter
            caller = verifier.verify(authorization.substring(ServiceToken.SCHEME.length()), request.getMethod(),
                    request.getRequestURI(), body);
        } catch (RuntimeException e) {
            problems.write(request, response, e);
            return;
        }
        var authorities = caller.roles().stream().map(role -> new SimpleGrantedAuthority("ROLE_" + role)).toList();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities));
        SecurityContextHolder.setContext(context);
        try {
            chain.doFilter(new BufferedRequest(request, body), response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
