package org.amana.support.web;

import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.WebAttributes;

/**
 * The outer rules. Chains are tried in this order: the service's own, staff pages (order {@value #STAFF_ORDER}), calls
 * between services, open paths, and last a chain that refuses the rest.
 */
@AutoConfiguration(before = ServletWebSecurityAutoConfiguration.class)
@EnableConfigurationProperties(SecurityHeaders.class)
public class WebSecurityAutoConfiguration {
    /** Order of the chain of {@code /login} and {@code /{tenant}/desk/**}. */
    public static final int STAFF_ORDER = 1_000;
    /** Order of the chain of calls from other services. */
    public static final int PEER_ORDER = 1_100;
    private static final int OPEN_ORDER = 1_200;

    @Bean
    Customizer<HttpSecurity> amanaSecurityHeaders(SecurityHeaders headers) {
        return headers;
    }

    /** The error page tells a form that was open for too long from a place that is not for this person. */
    @Bean
    Customizer<HttpSecurity> amanaSaysWhyDenied() {
        return http -> http.exceptionHandling(refused -> refused.accessDeniedHandler((request, response, e) -> {
            request.setAttribute(WebAttributes.ACCESS_DENIED_403, e);
            response.sendError(403);
        }));
    }

    @Bean
    @Order(OPEN_ORDER)
    SecurityFilterChain amanaOpenChain(HttpSecurity http, ObjectProvider<OpenPaths> services) {
        var patterns = Stream.concat(
                Stream.of("/assets/**", "/error", "/actuator/health", "/actuator/health/**", "/favicon.ico"),
                services.stream().flatMap(paths -> paths.patterns().stream()));
        return http.securityMatcher(patterns.toArray(String[]::new))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                // nothing here acts on a session, so a forged request gains nothing
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .build();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain amanaRefuseTheRest(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .exceptionHandling(refused -> refused
                        // a closed path looks like one that does not exist
                        .authenticationEntryPoint((request, response, e) -> response.sendError(404)))
                .build();
    }
}
