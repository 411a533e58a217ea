package org.amana.support.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** The settings of the web edge with their names and defaults. */
class WebSettingsTest {
    @Test
    void defaults_areTheStrictSide() {
        assertThat(bind("amana.request", BodyCap.class, Map.of()))
                .isEqualTo(new BodyCap(DataSize.ofKilobytes(256), Map.of()));
        SecurityHeaders headers = bind("amana.headers", SecurityHeaders.class, Map.of());
        assertThat(headers.contentSecurityPolicy()).startsWith("default-src 'none'; script-src 'self'; ")
                .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(headers.strictTransportSecurity()).isTrue();
        assertThat(headers.permissionsPolicy()).contains("geolocation=()", "microphone=()", "usb=()");
    }

    @Test
    void names_areAsDocumented() {
        BodyCap cap = bind("amana.request", BodyCap.class,
                Map.of("amana.request.max-body", "1KB", "amana.request.paths.[/uploads/**]", "2MB"));
        assertThat(cap.limitBytes("/other")).isEqualTo(1024);
        assertThat(cap.limitBytes("/uploads/list")).isEqualTo(2 * 1024 * 1024);
        assertThat(bind("amana.headers", SecurityHeaders.class,
                Map.of("amana.headers.content-security-policy", "a", "amana.headers.permissions-policy", "b",
                        "amana.headers.strict-transport-security", "false")))
                .isEqualTo(new SecurityHeaders("a", "b", false));
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
    }
}
