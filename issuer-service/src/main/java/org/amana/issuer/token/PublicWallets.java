package org.amana.issuer.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authorization.AccessTokens;
import org.amana.issuer.authorization.OAuthProblem.InvalidClient;
import org.amana.issuer.authorization.OAuthProblem.InvalidRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Any wallet is a client: public, known by the name it gives itself or by none. What it may have is decided by the offer
 * and the key it proves, not by who it says it is.
 */
final class PublicWallets implements RegisteredClientRepository, AuthenticationConverter, AuthenticationProvider {
    private static final int MAX_CLIENT_ID_LENGTH = 200;

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        requireReadableForm(request);
        if (request.getHeader("Authorization") != null || request.getParameter("client_secret") != null
                || request.getParameter("client_assertion") != null) {
            throw TokenErrors.exception(new InvalidClient("wallets are public clients here and send no credentials"));
        }
        String clientId = request.getParameter("client_id");
        if (clientId != null && (clientId.isEmpty() || clientId.length() > MAX_CLIENT_ID_LENGTH)) {
            throw TokenErrors.exception(new InvalidRequest("client_id has 1 to 200 characters"));
        }
        return new OAuth2ClientAuthenticationToken(clientId == null ? AccessTokens.ANONYMOUS : clientId,
                ClientAuthenticationMethod.NONE, null, Map.of());
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        return new OAuth2ClientAuthenticationToken(client(authentication.getName()), ClientAuthenticationMethod.NONE,
                null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public void save(RegisteredClient registeredClient) {
        throw new ProblemException(new InvalidClient("wallets are not registered"));
    }

    @Override
    public RegisteredClient findById(String id) {
        return client(id);
    }

    @Override
    public RegisteredClient findByClientId(String clientId) {
        return client(clientId);
    }

    /** The first look at the form: the container throws here when it is too long, has too many fields or is cut off. */
    private static void requireReadableForm(HttpServletRequest request) {
        try {
            request.getParameterMap();
        } catch (IllegalStateException e) {
            throw TokenErrors.exception(new InvalidRequest("the form is too large or malformed"));
        }
    }

    private static RegisteredClient client(String clientId) {
        return RegisteredClient.withId(clientId)
                .clientId(clientId)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(PreAuthorizedCodeAuthentication.GRANT_TYPE)
                .build();
    }
}
