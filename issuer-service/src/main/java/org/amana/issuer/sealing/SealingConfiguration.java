package org.amana.issuer.sealing;

import java.util.random.RandomGenerator;
import org.amana.support.sealing.Sealer;
import org.amana.support.sealing.SealingKeyFile;
import org.amana.support.settings.AmanaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sealer at rest, with the key file in the folder of this service. */
@Configuration(proxyBeanMethods = false)
class SealingConfiguration {
    @Bean
    Sealer sealerAtRest(AmanaProperties amana, RandomGenerator random) {
        byte[] key = SealingKeyFile.openOrCreate(amana.data().resolve("keys").resolve("at-rest.key"), random);
        return Sealer.withKey(key, random);
    }
}
