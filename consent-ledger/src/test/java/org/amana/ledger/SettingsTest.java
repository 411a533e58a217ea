package org.amana.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.amana.ledger.consent.NoticeProperties;
import org.amana.ledger.log.LogProperties;
import org.amana.ledger.register.ImportRule;
import org.amana.ledger.register.RegisterProperties;
import org.amana.ledger.witness.WitnessProperties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SettingsTest {
    @Test
    void defaults_areAsDocumented() {
        var log = bind("amana.ledger.log", LogProperties.class, Map.of());
        assertThat(log.origin()).isEmpty();
        assertThat(log.mirror()).isNull();
        assertThat(log.address()).isNull();
        assertThat(
                bind("amana.ledger.log", LogProperties.class, Map.of("amana.ledger.log.mirror", "/mnt/log")).mirror())
                .hasToString("/mnt/log");
        assertThat(log.queueCapacity()).isEqualTo(10_000);
        assertThat(log.maxBatch()).isEqualTo(1_000);
        assertThat(log.answerTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(log.leaderLease()).isEqualTo(Duration.ofSeconds(2));
        var register = bind("amana.ledger", RegisterProperties.class, Map.of());
        assertThat(register.registerFile()).isNull();
        assertThat(register.registerImport()).isEqualTo(ImportRule.FIRST);
        assertThat(register.trustListValidity()).isEqualTo(Duration.ofHours(24));
        assertThat(register.certificateValidity()).isEqualTo(Duration.ofDays(90));
        assertThat(register.certificatePolicy()).isNull();
        var witness = bind("amana.ledger.witness", WitnessProperties.class, Map.of());
        assertThat(witness.policy()).isNull();
        assertThat(witness.name()).isEmpty();
        assertThat(witness.interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(witness.firstRetry()).isEqualTo(Duration.ofSeconds(2));
        assertThat(witness.maxRetry()).isEqualTo(Duration.ofMinutes(5));
        assertThat(witness.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(witness.mostUnwitnessed()).isNull();
        var notices = bind("amana.ledger.notices", NoticeProperties.class, Map.of());
        assertThat(notices.firstRetry()).isEqualTo(Duration.ofSeconds(1));
        assertThat(notices.maxRetry()).isEqualTo(Duration.ofMinutes(5));
        assertThat(notices.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void names_areAsDocumentedAndNonsenseIsRefused() {
        assertThat(
                bind("amana.ledger.log", LogProperties.class, Map.of("amana.ledger.log.origin", "ledger.example/log"))
                        .origin())
                .contains("ledger.example/log");
        assertThat(bind("amana.ledger.log", LogProperties.class,
                Map.of("amana.ledger.log.address", "https://ledger-2.internal:8443")).address())
                .hasToString("https://ledger-2.internal:8443");
        assertThatThrownBy(() -> bind("amana.ledger.log", LogProperties.class,
                Map.of("amana.ledger.log.address", "https://ledger.internal/path"))).hasStackTraceContaining("no more");
        assertThat(bind("amana.ledger", RegisterProperties.class, Map.of("amana.ledger.register-file", "register.json"))
                .registerFile()).hasFileName("register.json");
        assertThat(bind("amana.ledger", RegisterProperties.class, Map.of("amana.ledger.register-import", "always"))
                .registerImport()).isEqualTo(ImportRule.ALWAYS);
        assertThatThrownBy(() -> bind("amana.ledger", RegisterProperties.class,
                Map.of("amana.ledger.register-import", "sometimes"))).hasStackTraceContaining("sometimes");
        assertThat(bind("amana.ledger.witness", WitnessProperties.class,
                Map.of("amana.ledger.witness.policy", "policy.txt")).policy()).hasFileName("policy.txt");
        assertThatThrownBy(
                () -> bind("amana.ledger.log", LogProperties.class, Map.of("amana.ledger.log.max-batch", "0")))
                .hasStackTraceContaining("positive");
        assertThatThrownBy(
                () -> bind("amana.ledger.log", LogProperties.class, Map.of("amana.ledger.log.leader-lease", "999ms")))
                .hasStackTraceContaining("one second to one minute");
        assertThatThrownBy(() -> bind("amana.ledger", RegisterProperties.class,
                Map.of("amana.ledger.certificate-validity", "366d"))).hasStackTraceContaining("365 days");
        assertThatThrownBy(() -> bind("amana.ledger.witness", WitnessProperties.class,
                Map.of("amana.ledger.witness.max-retry", "10ms"))).hasStackTraceContaining("not below the first");
        assertThat(bind("amana.ledger.witness", WitnessProperties.class, Map.of("amana.ledger.witness.policy",
                "policy.txt", "amana.ledger.witness.most-unwitnessed", "0")).mostUnwitnessed()).isZero();
        assertThatThrownBy(() -> bind("amana.ledger.witness", WitnessProperties.class,
                Map.of("amana.ledger.witness.most-unwitnessed", "0"))).hasStackTraceContaining("needs a policy");
        assertThatThrownBy(() -> bind("amana.ledger.witness", WitnessProperties.class, Map.of(
                "amana.ledger.witness.policy", "policy.txt", "amana.ledger.witness.most-unwitnessed", "-1")))
                .hasStackTraceContaining("not negative");
        assertThatThrownBy(() -> bind("amana.ledger.notices", NoticeProperties.class,
                Map.of("amana.ledger.notices.max-retry", "10ms"))).hasStackTraceContaining("not below the first");
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
    }
}
