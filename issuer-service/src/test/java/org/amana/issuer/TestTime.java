package org.amana.issuer;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The service's clock under test. */
@TestConfiguration(proxyBeanMethods = false)
class TestTime {
    @Bean
    ShiftedClock clock() {
        return new ShiftedClock();
    }
}
