package org.amana.support.settings;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.amana.core.key.CertificateAuthority;
import org.amana.core.key.KeyStore;
import org.amana.core.key.Pkcs12KeyStore;
import org.amana.core.trust.DevelopmentCa;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Time, randomness, keys and the shared settings. */
@AutoConfiguration
@EnableConfigurationProperties(AmanaProperties.class)
class SettingsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Clock clock(AmanaProperties amana) {
        return Clock.offset(Clock.systemUTC(), amana.demoClockAhead());
    }

    @Bean
    @ConditionalOnMissingBean
    RandomGenerator randomGenerator() {
        return new SecureRandom();
    }

    @Bean
    @ConditionalOnMissingBean
    KeyStore keyStore(AmanaProperties amana) {
        return new Pkcs12KeyStore(amana.data().resolve("keys").resolve("keys.p12"));
    }

    @Bean
    @ConditionalOnMissingBean
    CertificateAuthority certificateAuthority(AmanaProperties amana, Clock clock) {
        if (amana.trust().developmentCa()) {
            return DevelopmentCa.openOrCreate(amana.trust().dir(), clock);
        }
        return (key, profile) -> {
            throw new IllegalStateException("no certificate authority: put a certified key into the key store of "
                    + amana.data() + ", or set amana.trust.development-ca=true to try Amana out");
        };
    }
}
