package org.amana.support.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amana.support.page.PageLanguages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** Every shared setting with its name and default, as {@code service-support/service.yaml} and the records have them. */
class AmanaPropertiesTest {
    private static final Map<String, Object> LAUNCHER = Map.of("amana.service.module", "issuer-service",
            "amana.service.schema", "issuer", "amana.service.port", "8081", "amana.service.cookie", "ISSUER");

    @Test
    void defaults_areTheStrictSide() throws IOException {
        assertThat(bind(Map.of())).isEqualTo(new AmanaProperties(
                new AmanaProperties.Service("issuer-service", "issuer", 8081, "ISSUER"),
                URI.create("http://localhost:8081"),
                new AmanaProperties.Peers(URI.create("http://localhost:8082"), URI.create("http://localhost:8084"),
                        null),
                Path.of("data/issuer-service"),
                new AmanaProperties.Trust(Path.of("data/trust"), false, Duration.ofSeconds(60)),
                Path.of("data/first-login.txt"), new AmanaProperties.Outbound(false, List.of(), null), false,
                Duration.ZERO));
        assertThat(binder(Map.of()).bindOrCreate("amana.page", PageLanguages.class).languages())
                .containsExactly("en", "ar");
    }

    @Test
    void names_areAsDocumented() throws IOException {
        AmanaProperties bound = bind(Map.of("amana.base-url", "https://issuer.example", "amana.peers.wallet",
                "https://wallet.example", "amana.peers.ledger", "https://ledger.example", "amana.data", "/srv",
                "amana.trust.dir", "/trust", "amana.trust.development-ca", "true", "amana.trust.refresh", "3s",
                "amana.first-login", "/first", "amana.demo", "true", "amana.outbound.loopback-http", "true"));

        assertThat(bound).isEqualTo(new AmanaProperties(bound.service(), URI.create("https://issuer.example"),
                new AmanaProperties.Peers(URI.create("https://wallet.example"), URI.create("https://ledger.example"),
                        null),
                Path.of("/srv"), new AmanaProperties.Trust(Path.of("/trust"), true, Duration.ofSeconds(3)),
                Path.of("/first"), new AmanaProperties.Outbound(true, List.of(), null), true, Duration.ZERO));
        assertThat(bind(Map.of("amana.demo", "true", "amana.demo-clock-ahead", "40d")).demoClockAhead())
                .isEqualTo(Duration.ofDays(40));
        assertThat(bind(Map.of("amana.outbound.allowed-origins", "https://ledger.internal:8443")).outbound()
                .allowedOrigins()).containsExactly(URI.create("https://ledger.internal:8443"));
        assertThat(bind(Map.of("amana.peers.node-name", "juvenile-court")).peers().nodeName())
                .isEqualTo("juvenile-court");
        assertThat(bind(Map.of("amana.outbound.trusted-roots", "/roots.pem")).outbound().trustedRoots())
                .isEqualTo(Path.of("/roots.pem"));
        assertThat(binder(Map.of("amana.page.languages", "ar")).bindOrCreate("amana.page", PageLanguages.class)
                .languages()).containsExactly("ar");
    }

    /** A PostgreSQL that says nothing must not hold a caller for longer than this. */
    @Test
    void pool_givesUpOnASilentDatabase() throws IOException {
        Binder binder = binder(Map.of());
        String pool = "spring.datasource.hikari.";
        assertThat(binder.bind(pool + "connection-timeout", Integer.class).get()).isEqualTo(3000);
        assertThat(binder.bind(pool + "validation-timeout", Integer.class).get()).isEqualTo(2000);
        assertThat(binder.bind(pool + "data-source-properties.connect-timeout", Integer.class).get()).isEqualTo(5);
        assertThat(binder.bind(pool + "data-source-properties.socket-timeout", Integer.class).get()).isEqualTo(15);
    }

    @ParameterizedTest
    @CsvSource({"amana.base-url, ftp://issuer.example", "amana.base-url, https://issuer.example/",
            "amana.peers.ledger, ledger.example", "amana.peers.wallet, https:"})
    void address_whenItIsNone_stopsTheStart(String name, String value) {
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of(name, value)));
    }

    @ParameterizedTest
    @CsvSource({"false, 1d", "true, -1d", "true, 366d"})
    void clockAhead_ofNoDemoOrTooFar_stopsTheStart(boolean demo, String ahead) {
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(
                Map.of("amana.demo", String.valueOf(demo), "amana.demo-clock-ahead", ahead)));
    }

    private static AmanaProperties bind(Map<String, String> settings) throws IOException {
        return binder(settings).bind("amana", AmanaProperties.class).get();
    }

    private static Binder binder(Map<String, String> settings) throws IOException {
        var environment = new StandardEnvironment();
        var first = new HashMap<String, Object>(LAUNCHER);
        first.putAll(settings);
        environment.getPropertySources().addFirst(new MapPropertySource("settings", first));
        new YamlPropertySourceLoader().load("service", new ClassPathResource("service-support/service.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        return Binder.get(environment);
    }
}
