package org.amana.wallet.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class InboxSettingsTest {

    private static InboxSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("amana.wallet.inbox",
                InboxSettings.class);
    }

    @Test
    void defaults_areBounded() {
        assertThat(bind(Map.of())).isEqualTo(new InboxSettings(50, 5, Duration.ofDays(30), 100));
    }

    @Test
    void names_areTheDocumentedOnes() {
        assertThat(bind(Map.of("amana.wallet.inbox.addresses", "3", "amana.wallet.inbox.waiting", "2",
                "amana.wallet.inbox.keep", "1d", "amana.wallet.inbox.wrong", "7")))
                .isEqualTo(new InboxSettings(3, 2, Duration.ofDays(1), 7));
    }

    @Test
    void messagesThatAreNotKept_areNoSetting() {
        assertThatThrownBy(() -> bind(Map.of("amana.wallet.inbox.keep", "0s"))).isInstanceOf(BindException.class);
    }
}
