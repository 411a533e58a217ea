package org.amana.issuer.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.vci.CredentialOffer.PreAuthorizedCodeGrant;
import org.amana.core.vci.PreAuthorizedCode;
import org.amana.issuer.authority.Authority;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;

/** A token request with a pre-authorized code, parsed and not yet believed. */
final class PreAuthorizedCodeAuthentication extends OAuth2AuthorizationGrantAuthenticationToken {
    static final AuthorizationGrantType GRANT_TYPE = new AuthorizationGrantType(PreAuthorizedCodeGrant.GRANT_TYPE);
    private static final long serialVersionUID = 1;
    private final transient Request request;

    /**
     * The parameters of section 6.1.
     *
     * @param authority of the path
     * @param dpop every DPoP header
     */
    record Request(Authority authority, PreAuthorizedCode code, String txCode, Optional<String> clientId,
                   List<String> dpop) {
        Request {
            dpop = List.copyOf(dpop);
        }

        /** Never the codes: they would end in logs. */
        @Override
        public String toString() {
            return "Request[*]";
        }
    }

    PreAuthorizedCodeAuthentication(Request request, Authentication client) {
        super(GRANT_TYPE, client, Map.of());
        this.request = request;
    }

    Request request() {
        return request;
    }

    // identity is enough: a request is authenticated once and never kept
    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
