package org.amana.support.openapi;

import org.amana.support.web.OpenPaths;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Opens the API document of a service that has one. */
@AutoConfiguration
@ConditionalOnResource(resources = "classpath:/${amana.service.module}" + OpenApiController.PATH)
@Import(OpenApiController.class)
class OpenApiAutoConfiguration {
    @Bean
    OpenPaths openApiPath() {
        return OpenPaths.of(OpenApiController.PATH);
    }
}
