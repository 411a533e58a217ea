package org.amana.support.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.amana.support.settings.AmanaProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;

/** Problems, error pages, body caps, cookie names and health. */
@AutoConfiguration(before = {ErrorMvcAutoConfiguration.class, MultipartAutoConfiguration.class})
@EnableConfigurationProperties(BodyCap.class)
@Import({ErrorPageController.class, ProblemAdvice.class})
class WebEdgeAutoConfiguration {
    @Bean
    ProblemWriter problemWriter(ObjectProvider<ProblemMapping> mappings, RandomGenerator random) {
        List<ProblemMapping> all = Stream.concat(mappings.orderedStream(), Stream.of(new SharedProblems())).toList();
        return new ProblemWriter(all, random);
    }

    @Bean
    FilterRegistrationBean<EdgeFilter> edgeFilter(BodyCap cap, ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new EdgeFilter(cap, problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Of requests alone: an error page about a broken upload must not read the upload again. */
    @Bean(DispatcherServlet.MULTIPART_RESOLVER_BEAN_NAME)
    StandardServletMultipartResolver uploadsOfRequestsAlone() {
        return new StandardServletMultipartResolver() {
            @Override
            public boolean isMultipart(HttpServletRequest request) {
                return request.getDispatcherType() == DispatcherType.REQUEST && super.isMultipart(request);
            }
        };
    }

    @Bean
    HealthIndicator cryptoHealthIndicator() {
        return new CryptoHealth();
    }

    @Bean
    TlsRules tlsRules() {
        return new TlsRules();
    }

    /** Under TLS the name itself makes browsers insist on Secure, path / and this host alone (RFC 6265bis 4.1.3.2). */
    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> sessionCookieUnderTls(AmanaProperties amana) {
        return factory -> {
            if ("https".equals(amana.baseUrl().getScheme())) {
                var cookie = factory.getSettings().getSession().getCookie();
                cookie.setName("__Host-" + amana.service().cookie());
                cookie.setSecure(true);
            }
        };
    }
}
