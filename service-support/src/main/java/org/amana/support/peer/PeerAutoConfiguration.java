package org.amana.support.peer;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.amana.core.key.KeyStore;
import org.amana.core.key.SigningKey;
import org.amana.support.settings.AmanaProperties;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.amana.support.web.ProblemWriter;
import org.amana.support.web.WebSecurityAutoConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** This service's identity towards the others, and the chain in front of the endpoints that others call. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class, before = ServletWebSecurityAutoConfiguration.class)
class PeerAutoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(PeerAutoConfiguration.class);
    private static final String ALIAS = "service";
    /** What each service does in a complete installation; used when an installation certifies itself for development. */
    private static final Map<String, Set<ServiceRole>> USUAL_ROLES = Map.of("wallet-service",
            Set.of(ServiceRole.BLIND_WRITER, ServiceRole.CONSENT_WRITER), "verifier-service",
            Set.of(ServiceRole.RECIPIENT), "issuer-service", Set.of(ServiceRole.SOURCE));

    @Bean
    ProblemMapping serviceTokenProblems() {
        return problem -> problem instanceof ServiceTokenProblem token
                ? Optional.of(ProblemAnswer.of(401, "Only listed services may call this", token))
                : Optional.empty();
    }

    @Bean
    ServiceDirectory serviceDirectory(AmanaProperties amana) {
        return new ServiceDirectory(amana.trust().dir());
    }

    @Bean
    ServiceTokenSigner serviceTokenSigner(AmanaProperties amana, KeyStore keys, ServiceDirectory services, Clock clock,
                                          RandomGenerator random) {
        String name = amana.service().module();
        SigningKey key = keys.create(ALIAS);
        Set<ServiceRole> usual = USUAL_ROLES.getOrDefault(name, Set.of());
        boolean listed = services.lists(name, key.publicJwk());
        if (amana.trust().developmentCa()) {
            if (!listed || !services.grants(name, usual)) { // a newer version may have more to do
                services.list(name, key.publicJwk(), usual);
            }
        } else if (!listed) {
            LOG.warn("other services will refuse calls of {} until services/{}.jwk of the trust folder holds {}", name,
                    name, key.publicJwk().toJSONString());
        }
        return new ServiceTokenSigner(name, key, clock, random);
    }

    @Bean
    @Order(WebSecurityAutoConfiguration.PEER_ORDER)
    SecurityFilterChain amanaPeerChain(HttpSecurity http, ObjectProvider<ServiceEndpoints> endpoints,
                                       ServiceDirectory services, JdbcClient jdbc, Clock clock, AmanaProperties amana,
                                       ProblemWriter problems) {
        List<ServiceEndpoints.Rule> rules = endpoints.stream().flatMap(some -> some.rules().stream()).toList();
        RequestMatcher[] matchers = rules.stream().map(PeerAutoConfiguration::matcher).toArray(RequestMatcher[]::new);
        var verifier = new ServiceTokenVerifier(services, jdbc, clock, amana.baseUrl());
        return http
                .securityMatcher(matchers.length == 0 ? request -> false : new OrRequestMatcher(matchers))
                .authorizeHttpRequests(requests -> {
                    rules.forEach(rule -> requests.requestMatchers(matcher(rule)).hasAnyRole(names(rule)));
                    requests.anyRequest().denyAll();
                })
                .addFilterBefore(new ServiceTokenFilter(verifier, problems), AuthorizationFilter.class)
                .exceptionHandling(refused -> refused.accessDeniedHandler(problems::forbidden))
                .csrf(csrf -> csrf.disable())
                .anonymous(anonymous -> anonymous.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .build();
    }

    private static String[] names(ServiceEndpoints.Rule rule) {
        return rule.roles().stream().map(ServiceRole::name).toArray(String[]::new);
    }

    private static RequestMatcher matcher(ServiceEndpoints.Rule rule) {
        return PathPatternRequestMatcher.withDefaults().matcher(rule.method(), rule.pattern());
    }
}
