package org.amana.ledger.staff;

import java.util.random.RandomGenerator;
import org.amana.support.settings.AmanaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StaffConfiguration {
    @Bean
    StaffIds staffIds(AmanaProperties amana, RandomGenerator random) {
        return StaffIds.openOrCreate(amana.data().resolve("keys"), random);
    }
}
