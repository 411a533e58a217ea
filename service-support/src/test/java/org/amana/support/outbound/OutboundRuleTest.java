package org.amana.support.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.amana.support.settings.AmanaProperties.Outbound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundRuleTest {
    private static final OutboundRule LISTED = rule(false, "https://ledger-2.internal:8443", "http://10.0.0.7:8080");
    private static final OutboundRule LOOPBACK = rule(true);

    @ParameterizedTest
    @ValueSource(strings = {"https://ledger-2.internal:8443", "HTTPS://LEDGER-2.internal:8443/path",
            "http://10.0.0.7:8080"})
    void chosen_isWhatTheOperatorNamed(String uri) {
        assertThat(LISTED.isChosen(URI.create(uri))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ledger.example", "http://ledger-2.internal:8443", "https://ledger-2.internal",
            "https://ledger-2.internal:8444", "https://ledger-2.internal.attacker.example:8443",
            "https://10.0.0.7:8080", "http://localhost:8080", "http://127.0.0.1"})
    void chosen_isNothingElseHoweverPublic(String uri) {
        assertThat(LISTED.isChosen(URI.create(uri))).isFalse();
        assertThat(rule(false).isChosen(URI.create(uri))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8084", "http://127.0.0.1:8084", "http://[::1]:8084"})
    void chosen_inTheModeForTryingOut_isPlainHttpOnLoopback(String uri) {
        assertThat(LOOPBACK.isChosen(URI.create(uri))).isTrue();
        assertThat(rule(true, "https://ledger-2.internal:8443").isChosen(URI.create(uri))).as("a list stands instead")
                .isFalse();
    }

    @Test
    void chosen_inTheModeForTryingOut_isNoNameThatMayLeadElsewhere() {
        for (String uri : List.of("http://localhost.attacker.example:8084", "http://127.0.0.1.nip.example:8084",
                "https://localhost:8084", "http://10.0.0.7:8080", "https://ledger.example")) {
            assertThat(LOOPBACK.isChosen(URI.create(uri))).as(uri).isFalse();
        }
    }

    private static OutboundRule rule(boolean loopbackHttp, String... origins) {
        return new OutboundRule(new Outbound(loopbackHttp, List.of(origins).stream().map(URI::create).toList(), null));
    }
}
