package org.amana.ledger.subject;

import java.time.Clock;
import org.amana.support.settings.AmanaProperties;
import org.amana.support.web.OpenPaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SubjectConfiguration {
    @Bean
    SubjectRequests subjectRequests(JdbcClient jdbc, AmanaProperties amana, Clock clock) {
        return new SubjectRequests(jdbc, amana.baseUrl().toString(), clock);
    }

    /** The signature in the body is the identity. */
    @Bean
    OpenPaths subjectPaths() {
        return OpenPaths.of("/v1/subject/records", "/v1/subject/erasure", "/v1/subject/openings");
    }
}
