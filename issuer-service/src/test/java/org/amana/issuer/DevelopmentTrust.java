package org.amana.issuer;

import java.nio.file.Path;
import java.time.Clock;
import org.amana.core.trust.DevelopmentCa;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/** Puts a development certificate authority into the trust folder before the service starts. */
final class DevelopmentTrust implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String folder = context.getEnvironment().getRequiredProperty("amana.trust.dir");
        DevelopmentCa.openOrCreate(Path.of(folder), Clock.systemUTC());
    }

    /** After the settings of the test. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
