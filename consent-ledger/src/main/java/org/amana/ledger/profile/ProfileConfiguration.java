package org.amana.ledger.profile;

import org.amana.support.web.OpenPaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProfileConfiguration {
    @Bean
    OpenPaths profilePaths() {
        return OpenPaths.of("/consent/*", "/consent/event/v1", "/consent/receipt/v1");
    }
}
