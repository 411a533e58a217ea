package org.amana.support.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.RequestHash;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.note.LogSigner;
import org.amana.core.register.TrustList;
import org.amana.core.register.TrustedLedger;
import org.amana.core.trust.TrustAnchors;
import org.amana.support.peer.ServiceTokenSigner;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LedgersTest {
    private static final URI HOME = URI.create("https://ledger.home.example");
    private static final String OTHER = "https://ledger.other.example";
    private static final String SOURCE = "https://issuer.other.example/office";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final List<HttpQuestion> asked = new ArrayList<>();
    private final HttpPeer http = question -> {
        asked.add(question);
        return new HttpAnswer(404, Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
    };
    private final ServiceTokenSigner signer = new ServiceTokenSigner("wallet-service", EphemeralKey.generate(),
            Clock.systemUTC(), new SecureRandom());
    private final LedgerClient home = new LedgerClient(http, signer, HOME);
    private final TrustedLedger other = ledger(OTHER, "ledger.other.example/tlog", SOURCE);

    @Test
    void of_aSourceOfAnotherNode_isThatNodesLedgerUnderTheNameItKnows() {
        Ledgers ledgers = ledgers(Optional.of("juvenile-court"), other);

        assertThat(ledgers.of(Optional.of(SOURCE)).ledger()).hasToString(OTHER);
        assertThat(issuerOfToken(ledgers.at(OTHER))).isEqualTo("juvenile-court-wallet-service");
        assertThat(ledgers.ofLog(Optional.of("ledger.other.example/tlog")).ledger()).hasToString(OTHER);
    }

    @Test
    void home_isAskedUnderTheServicesOwnName() {
        Ledgers ledgers = ledgers(Optional.of("juvenile-court"), ledger(HOME.toString(), "ledger.home.example/tlog"));

        assertThat(ledgers.of(Optional.empty())).isSameAs(home);
        assertThat(ledgers.ofLog(Optional.empty())).isSameAs(home);
        assertThat(issuerOfToken(ledgers.at(HOME.toString()))).isEqualTo("wallet-service");
        assertThat(ledgers.trustedHome()).map(TrustedLedger::baseUrl).contains(HOME.toString());
    }

    @Test
    void whatTheTrustListDoesNotName_isNotAsked() {
        Ledgers ledgers = ledgers(Optional.of("juvenile-court"), other);

        refused(() -> ledgers.of(Optional.of("https://issuer.other.example/another-office")));
        refused(() -> ledgers.at("https://evil.example"));
        refused(() -> ledgers.ofLog(Optional.of("evil.example/tlog")));
        assertThat(ledgers.trustedHome()).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void aSourceThatTwoLedgersKeep_isNobodys() {
        refused(() -> ledgers(Optional.of("juvenile-court"), other,
                ledger("https://third.example", "third.example/tlog", SOURCE)).keeperOf(SOURCE));
    }

    @Test
    void withoutANameForThisNode_noOtherLedgerIsAsked() {
        refused(() -> ledgers(Optional.empty(), other).of(Optional.of(SOURCE)));
        assertThat(asked).isEmpty();
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining("ledger_not_trusted");
    }

    private String issuerOfToken(LedgerClient client) {
        asked.clear();
        client.consentFor(RequestHash.of("a.b.c"));
        String token = asked.getFirst().headers().getOrDefault("Authorization", "");
        String claims = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        return StrictJson.parseObject(Base64.getUrlDecoder().decode(claims), 10_000)
                .path("iss")
                .asString();
    }

    private Ledgers ledgers(Optional<String> nodeName, TrustedLedger... trusted) {
        var list = new TrustList(NOW, NOW.plusSeconds(60), List.of(), TrustAnchors.none(), TrustAnchors.none(),
                List.of(trusted));
        return new Ledgers(home, () -> list, http, signer, nodeName);
    }

    private static TrustedLedger ledger(String baseUrl, String origin, String... keeps) {
        return new TrustedLedger(baseUrl, LogSigner.generate(origin, new SecureRandom()).identity(),
                EphemeralKey.generate().publicJwk(), List.of(keeps));
    }
}
