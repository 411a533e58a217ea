package org.amana.support.staff;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.amana.support.settings.AmanaProperties;
import org.amana.support.web.WebSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;

/** Sign-in of staff for {@code /{tenant}/desk/**}: form and session in the browser, HTTP Basic on {@code desk/api}. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class, before = {UserDetailsServiceAutoConfiguration.class,
        ServletWebSecurityAutoConfiguration.class})
@Import(LoginController.class)
class StaffAutoConfiguration {
    @Bean
    StaffAccounts staffAccounts(JdbcClient jdbc, RandomGenerator random, AmanaProperties amana) {
        return new StaffAccounts(jdbc, new BCryptPasswordEncoder(), random, new FirstLoginFile(amana.firstLogin()),
                amana.service().module());
    }

    @Bean
    LoginThrottle staffLoginThrottle(JdbcClient jdbc, Clock clock) {
        return new LoginThrottle(jdbc, clock);
    }

    @Bean
    @Order(WebSecurityAutoConfiguration.STAFF_ORDER)
    SecurityFilterChain amanaStaffChain(HttpSecurity http, StaffAccounts accounts, LoginThrottle throttle) {
        var api = new BasicAuthenticationEntryPoint();
        api.setRealmName("amana");
        http.securityMatcher("/login", "/logout", "/{tenant}/desk", "/{tenant}/desk/**")
                .authenticationManager(manager(accounts, throttle))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/login", "/logout")
                        .permitAll()
                        .requestMatchers("/{tenant}/desk", "/{tenant}/desk/**")
                        .access(new TenantRule()))
                .formLogin(form -> form.loginPage("/login").failureHandler(failure()))
                .logout(logout -> logout.logoutSuccessUrl("/login?reason=signed-out"))
                .httpBasic(basic -> basic.authenticationEntryPoint(api))
                // a browser never sends an Authorization header by itself here: no page is reached with Basic
                .csrf(csrf -> csrf.ignoringRequestMatchers(new RequestHeaderRequestMatcher("Authorization")))
                .exceptionHandling(refused -> refused
                        .defaultAuthenticationEntryPointFor(api,
                                request -> request.getRequestURI().contains("/desk/api/"))
                        .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"),
                                request -> true));
        return http.build();
    }

    private static AuthenticationManager manager(StaffAccounts accounts, LoginThrottle throttle) {
        var passwords = new DaoAuthenticationProvider(accounts);
        passwords.setPasswordEncoder(new BCryptPasswordEncoder());
        return new ProviderManager(new StaffAuthentication(passwords, throttle));
    }

    private static AuthenticationFailureHandler failure() {
        return (request, response, e) -> response.sendRedirect(
                request.getContextPath() + "/login?reason=" + (e instanceof LockedException ? "wait" : "refused"));
    }
}
