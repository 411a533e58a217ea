package org.amana.wallet.holder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HolderSettingsTest {

    private static HolderSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("amana.wallet.holder",
                HolderSettings.class);
    }

    @Test
    void defaults_areTheStrictOnes() {
        HolderSettings settings = bind(Map.of());
        assertThat(settings.idle()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.tries()).isEqualTo(5);
        assertThat(settings.triesPerAddress()).isEqualTo(50);
        assertThat(settings.signUpsPerAddress()).isEqualTo(60);
        assertThat(settings.pause()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.passphrase()).isEqualTo(new HolderSettings.PassphraseSettings(32_768, 3, 1, 4));
    }

    @Test
    void names_areTheDocumentedOnes() {
        HolderSettings settings = bind(Map.of("amana.wallet.holder.idle", "1m", "amana.wallet.holder.tries", "3",
                "amana.wallet.holder.tries-per-address", "4", "amana.wallet.holder.sign-ups-per-address", "2",
                "amana.wallet.holder.pause", "1s", "amana.wallet.holder.passphrase.memory-kib", "65536",
                "amana.wallet.holder.passphrase.iterations", "2", "amana.wallet.holder.passphrase.parallelism", "4",
                "amana.wallet.holder.passphrase.concurrent", "8"));
        assertThat(settings).isEqualTo(new HolderSettings(Duration.ofMinutes(1), 3, 4, 2, Duration.ofSeconds(1),
                new HolderSettings.PassphraseSettings(65_536, 2, 4, 8)));
    }
}
