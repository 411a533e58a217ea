package org.amana.support.web;

import java.util.List;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * What a port of ours speaks when it speaks TLS: versions 1.2 and 1.3 with the suites of BCP 195 (RFC 9325 section
 * 4.2), forward secret and authenticated. {@code server.ssl.enabled-protocols} and {@code server.ssl.ciphers} of an
 * operator stand above this.
 */
public final class TlsRules implements WebServerFactoryCustomizer<AbstractConfigurableWebServerFactory>, Ordered {
    /** Newest first. */
    public static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");
    /** The first three belong to TLS 1.3; of the others, those of the server's kind of key are used. */
    public static final List<String> SUITES = List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    @Override
    public void customize(AbstractConfigurableWebServerFactory factory) {
        Ssl ssl = factory.getSsl();
        if (ssl == null) {
            return;
        }
        if (ssl.getEnabledProtocols() == null) {
            ssl.setEnabledProtocols(VERSIONS.toArray(String[]::new));
        }
        if (ssl.getCiphers() == null) {
            ssl.setCiphers(SUITES.toArray(String[]::new));
        }
    }

    /** After Spring Boot has set what the operator wrote. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
