package org.amana.wallet.holder;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.amana.support.page.PageLanguages;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.problem.WalletProblem;
import org.amana.wallet.problem.WalletProblemAnswers;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** Who may call what: the API needs an unlocked wallet, apart from the calls that make or open one. */
@Configuration
@EnableScheduling
@EnableConfigurationProperties(HolderSettings.class)
class HolderSecurity {

    private static final String CSRF_HEADER = "X-CSRF-TOKEN";

    /** A page sends the CSRF header with every call that changes something; a program never does. */
    static boolean isFromPage(HttpServletRequest request) {
        return request.getHeader(CSRF_HEADER) != null;
    }

    @Bean
    @Order(10)
    SecurityFilterChain walletApi(HttpSecurity http, UnlockedWallets unlocked, WalletProblemAnswers answers,
                                  LocaleResolver locales, JsonMapper json) {
        return http.securityMatcher("/api/v1/**")
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(cache -> cache.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                // a program has no cookie that a foreign page could ride on
                .csrf(csrf -> csrf.ignoringRequestMatchers(HolderSecurity::isFromProgram))
                .addFilterBefore(new VaultSessionFilter(unlocked), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(rules -> rules
                        .requestMatchers(HttpMethod.POST, "/api/v1/wallets", "/api/v1/sessions",
                                "/api/v1/passkeys/creation-options", "/api/v1/passkeys/request-options")
                        .permitAll()
                        .requestMatchers(HttpMethod.DELETE, "/api/v1/sessions")
                        .permitAll()
                        .anyRequest()
                        .hasRole("HOLDER"))
                .exceptionHandling(failures -> failures
                        .authenticationEntryPoint((request, response, e) -> write(answers, new ApiProblem.Locked(),
                                locales.resolveLocale(request), response, json))
                        .accessDeniedHandler((request, response, e) -> write(answers, new ApiProblem.PageTooOld(),
                                locales.resolveLocale(request), response, json)))
                .build();
    }

    /** Pages show what their controllers allow; what changes something needs the CSRF token of the session. */
    @Bean
    @Order(20)
    SecurityFilterChain walletPages(HttpSecurity http, UnlockedWallets unlocked, PageLanguages languages) {
        String[] paths = Stream.concat(Stream.of("/"),
                languages.languages().stream().flatMap(tag -> Stream.of("/" + tag, "/" + tag + "/**")))
                .toArray(String[]::new);
        return http.securityMatcher(paths)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(cache -> cache.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .addFilterBefore(new VaultSessionFilter(unlocked), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .build();
    }

    private static boolean isFromProgram(HttpServletRequest request) {
        return VaultSessionFilter.hasBearer(request)
                || (!isFromPage(request) && SessionCookie.token(request).isEmpty() && isFirstStep(request));
    }

    private static boolean isFirstStep(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod())
                && (request.getServletPath().equals("/api/v1/wallets")
                        || request.getServletPath().equals("/api/v1/sessions"));
    }

    private static void write(WalletProblemAnswers answers, WalletProblem problem, Locale locale,
                              HttpServletResponse response, JsonMapper json)
            throws IOException {
        ResponseEntity<ProblemDetail> answer = answers.answer(problem, locale);
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.getOutputStream().write(json.writeValueAsBytes(answer.getBody()));
    }
}
