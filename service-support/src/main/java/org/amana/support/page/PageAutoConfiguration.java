package org.amana.support.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.amana.support.settings.AmanaProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Frame, language by address, and files under {@code /assets/}. */
@AutoConfiguration(before = WebMvcAutoConfiguration.class)
@EnableConfigurationProperties(PageLanguages.class)
class PageAutoConfiguration {
    @Bean
    AmanaDialect amanaDialect(PageLanguages languages) {
        return new AmanaDialect(languages);
    }

    @Bean
    @ConditionalOnMissingBean
    LocaleResolver localeResolver(PageLanguages languages) {
        return new PathLocaleResolver(languages);
    }

    @Bean
    WebMvcConfigurer assets(AmanaProperties amana) {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/assets/**")
                        .addResourceLocations("classpath:/service-support/static/",
                                "classpath:/" + amana.service().module() + "/static/")
                        .setCacheControl(CacheControl.noCache())
                        // archive times are the same in every build, so only content tells a change
                        .setUseLastModified(false)
                        .setEtagGenerator(PageAutoConfiguration::contentTag);
            }
        };
    }

    private static String contentTag(Resource resource) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(resource.getContentAsByteArray());
            // weak: the container compresses nothing that has a strong tag
            return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
