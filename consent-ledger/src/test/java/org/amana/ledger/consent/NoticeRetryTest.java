package org.amana.ledger.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NoticeRetryTest {
    @Test
    void pause_doublesUpToTheLongestHoweverOftenItFailed() {
        var properties = new NoticeProperties(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(5));
        assertThat(properties.pause(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(properties.pause(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(properties.pause(9)).isEqualTo(Duration.ofSeconds(256));
        assertThat(properties.pause(10)).isEqualTo(Duration.ofMinutes(5));
        assertThat(properties.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
    }
}
