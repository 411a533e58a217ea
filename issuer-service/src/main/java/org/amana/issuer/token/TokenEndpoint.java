package org.amana.issuer.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityKeys;
import org.amana.issuer.authorization.AccessTokens;
import org.amana.issuer.authorization.DpopCheck;
import org.amana.issuer.offer.Offers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The filter chain of {@code /{authority}/oauth2/token} and {@code /{authority}/oauth2/jwks}. To Spring Authorization
 * Server any path is an issuer and every endpoint of it is open; here only the listed authorities exist, and only the
 * endpoints we mean to offer.
 */
@Configuration
public class TokenEndpoint {
    /** Path of the token endpoint under the issuer identifier. */
    public static final String PATH = "oauth2/token";
    /** Path of the key set under the issuer identifier. */
    public static final String KEYS_PATH = "oauth2/jwks";

    @Bean
    @Order(100)
    SecurityFilterChain tokenEndpointChain(HttpSecurity http, Authorities authorities, AuthorityKeys keys,
                                           Offers offers, DpopCheck dpop, AccessTokens tokens) {
        var wallets = new PublicWallets();
        var errors = new TokenErrors(dpop);
        http.setSharedObject(com.nimbusds.jose.jwk.source.JWKSource.class, new AuthorityJwkSource(authorities, keys));
        return http.securityMatcher(request -> authority(authorities, request).isPresent())
                .oauth2AuthorizationServer(server -> server.registeredClientRepository(wallets)
                        .authorizationServerSettings(
                                AuthorizationServerSettings.builder().multipleIssuersAllowed(true).build())
                        .clientAuthentication(client -> client.authenticationConverters(converters -> {
                            converters.clear();
                            converters.add(wallets);
                        }).authenticationProviders(providers -> {
                            providers.clear();
                            providers.add(wallets);
                        }).errorResponseHandler(errors))
                        .tokenEndpoint(endpoint -> endpoint.accessTokenRequestConverters(converters -> {
                            converters.clear();
                            converters.add(new PreAuthorizedCodeConverter(authorities));
                        }).authenticationProviders(providers -> {
                            providers.clear();
                            providers.add(new PreAuthorizedCodeProvider(offers, dpop, tokens));
                        }).errorResponseHandler(errors)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .exceptionHandling(refused -> refused.authenticationEntryPoint(errors))
                .build();
    }

    /** The authority of a request to one of the two endpoints; empty for any other request. */
    static Optional<Authority> authority(Authorities authorities, HttpServletRequest request) {
        String[] segments = request.getRequestURI().split("/", -1);
        if (segments.length != 4) {
            return Optional.empty();
        }
        String endpoint = request.getMethod() + " " + segments[2] + "/" + segments[3];
        return endpoint.equals("POST " + PATH) || endpoint.equals("GET " + KEYS_PATH)
                ? authorities.find(segments[1])
                : Optional.empty();
    }
}
