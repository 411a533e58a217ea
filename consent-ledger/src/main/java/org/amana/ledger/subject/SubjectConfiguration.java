package org.amana.ledger.subject;

import org.amana.support.web.OpenPaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SubjectConfiguration {
    /** The signature in the body is the identity. */
    @Bean
    OpenPaths subjectPaths() {
        return OpenPaths.of("/v1/subject/records");
    }
}
