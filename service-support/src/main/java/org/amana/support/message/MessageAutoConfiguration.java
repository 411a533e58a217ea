package org.amana.support.message;

import org.amana.support.settings.AmanaProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;

/** The texts of the frame and of this service. */
@AutoConfiguration(before = MessageSourceAutoConfiguration.class)
class MessageAutoConfiguration {
    @Bean
    MessageSource messageSource(AmanaProperties amana) {
        return new IcuMessageSource(MessageFiles.read("service-support", amana.service().module()));
    }
}
