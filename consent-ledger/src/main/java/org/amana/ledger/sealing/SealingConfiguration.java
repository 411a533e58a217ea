package org.amana.ledger.sealing;

import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.support.sealing.SealingKeyFile;
import org.amana.support.settings.AmanaProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(SealingProperties.class)
class SealingConfiguration {
    @Bean
    LookUpNames lookUpNames(AmanaProperties amana, RandomGenerator random) {
        return new LookUpNames(SealingKeyFile.openOrCreate(keys(amana).resolve("look-up.key"), random));
    }

    @Bean
    EpochKeys epochKeys(AmanaProperties amana, RandomGenerator random, Clock clock) {
        return EpochKeys.openOrCreate(keys(amana).resolve("epoch.key"), random, clock);
    }

    @Bean
    SubjectKeys subjectKeys(EpochKeys epochs, RandomGenerator random) {
        return new SubjectKeys(epochs, random);
    }

    @Bean
    RightKeys rightKeys(JdbcClient jdbc, LookUpNames names, SubjectKeys keys) {
        return new RightKeys(jdbc, names, keys);
    }

    @Bean
    Rewrapping rewrapping(JdbcClient jdbc, SubjectKeys keys, EpochKeys epochs, SealingProperties properties) {
        return new Rewrapping(jdbc, keys, epochs, properties);
    }

    private static Path keys(AmanaProperties amana) {
        Path folder = amana.data().resolve("keys");
        OwnerOnlyFiles.createFolder(folder);
        return folder;
    }
}
