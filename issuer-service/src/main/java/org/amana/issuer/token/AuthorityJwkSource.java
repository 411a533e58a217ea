package org.amana.issuer.token;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.util.List;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.AuthorityKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;

/** The public access-token key of the authority whose path is asked ({@code /{authority}/oauth2/jwks}). */
final class AuthorityJwkSource implements JWKSource<SecurityContext> {
    private final Authorities authorities;
    private final AuthorityKeys keys;

    AuthorityJwkSource(Authorities authorities, AuthorityKeys keys) {
        this.authorities = authorities;
        this.keys = keys;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        String path = URI.create(AuthorizationServerContextHolder.getContext().getIssuer()).getPath();
        ECKey key = keys.accessTokenKey(authorities.require(path.substring(1)).id()).publicJwk();
        return selector.select(new JWKSet(new ECKey.Builder(key).keyUse(KeyUse.SIGNATURE)
                .algorithm(com.nimbusds.jose.JWSAlgorithm.ES256)
                .build()));
    }
}
