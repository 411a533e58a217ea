package org.amana.issuer.token;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amana.core.jose.VerifiedDpop;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authorization.AccessTokens;
import org.amana.issuer.authorization.DpopCheck;
import org.amana.issuer.authorization.OAuthProblem.InvalidGrant;
import org.amana.issuer.offer.Grant;
import org.amana.issuer.offer.Offers;
import org.amana.issuer.offer.Redemption;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Exchanges a pre-authorized code for an access token: the DPoP proof first, so that a bad one costs neither the code nor a
 * try of the transaction code; then the code, once.
 */
final class PreAuthorizedCodeProvider implements AuthenticationProvider {
    private final Offers offers;
    private final DpopCheck dpop;
    private final AccessTokens tokens;

    PreAuthorizedCodeProvider(Offers offers, DpopCheck dpop, AccessTokens tokens) {
        this.offers = offers;
        this.dpop = dpop;
        this.tokens = tokens;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var grantAuthentication = (PreAuthorizedCodeAuthentication) authentication;
        var client = (OAuth2ClientAuthenticationToken) grantAuthentication.getPrincipal();
        RegisteredClient registered = client.getRegisteredClient();
        if (registered == null) {
            throw new IllegalStateException("the client was not authenticated");
        }
        try {
            return new OAuth2AccessTokenAuthenticationToken(registered, client, token(grantAuthentication.request()));
        } catch (ProblemException e) {
            throw TokenErrors.exception(e.problem());
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return PreAuthorizedCodeAuthentication.class.isAssignableFrom(authentication);
    }

    private OAuth2AccessToken token(PreAuthorizedCodeAuthentication.Request request) {
        Authority authority = request.authority();
        VerifiedDpop proof = dpop.check(request.dpop(), authority.address(TokenEndpoint.PATH), Optional.empty());
        String tokenId = UUID.randomUUID().toString();
        Grant grant = redeem(request, tokenId);
        String scope = authority.type(grant.configuration()).orElseThrow().scope();
        AccessTokens.Minted minted = tokens.mint(authority, tokenId, grant.offer().toString(), grant.clientId(), scope,
                proof.thumbprint());
        return new OAuth2AccessToken(OAuth2AccessToken.TokenType.DPOP, minted.compact(), minted.issuedAt(),
                minted.expiresAt(), Set.of(scope));
    }

    private Grant redeem(PreAuthorizedCodeAuthentication.Request request, String tokenId) {
        Redemption redemption = offers.redeem(request.authority().id(), request.code(), request.txCode(),
                request.clientId(), tokenId);
        return switch (redemption) {
            case Redemption.Redeemed(var grant) -> grant;
            case Redemption.CodeRefused() -> throw new ProblemException(new InvalidGrant(
                    "the pre-authorized code is unknown, used, expired or locked"));
            case Redemption.WrongTransactionCode(var left) -> throw new ProblemException(new InvalidGrant(
                    left > 0
                            ? "the transaction code is wrong, tries left: " + left
                            : "the transaction code is wrong, and the offer is locked"));
        };
    }
}
