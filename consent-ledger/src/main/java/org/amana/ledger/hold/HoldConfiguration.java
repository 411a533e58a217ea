package org.amana.ledger.hold;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.amana.ledger.log.Sequencer;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.ledger.sealing.SubjectKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class HoldConfiguration {
    @Bean
    LegalHolds legalHolds(JdbcClient jdbc, Sequencer sequencer, SubjectKeys keys, LookUpNames names,
                          RandomGenerator random, Clock clock) {
        return new LegalHolds(jdbc, sequencer, keys, names, random, clock);
    }
}
