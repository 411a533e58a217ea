package org.amana.support.openapi;

import com.networknt.schema.SchemaRegistry;
import java.io.IOException;
import java.io.InputStream;
import org.amana.support.settings.AmanaProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** Active wherever the service itself is under test. */
@AutoConfiguration
@ConditionalOnClass(SchemaRegistry.class)
class OpenApiTestAutoConfiguration {
    @Bean
    WireNames wireNames() {
        return new WireNames();
    }

    @Bean
    @ConditionalOnResource(resources = "classpath:/${amana.service.module}/openapi.json")
    FilterRegistrationBean<AnswersAsPublished> answersAsPublished(AmanaProperties amana) throws IOException {
        try (InputStream file = new ClassPathResource(amana.service().module() + "/openapi.json").getInputStream()) {
            var api = new PublishedApi(JsonMapper.shared().readTree(file));
            var registration = new FilterRegistrationBean<>(new AnswersAsPublished(api));
            // while a new document is written, the old one holds nobody
            registration.setEnabled(!Boolean.getBoolean("docs.write"));
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }
}
