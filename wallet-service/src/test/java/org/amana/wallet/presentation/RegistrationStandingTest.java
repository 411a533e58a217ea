package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.KeyPurpose;
import org.amana.core.status.StatusReference;
import org.amana.core.testing.Spec;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

@WalletTest
@Spec("TS119475-6.2.6.2")
class RegistrationStandingTest {

    private final TestHolder holder;

    RegistrationStandingTest(@Value("${amana.base-url}") String baseUrl) {
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void receive() {
        World.calm();
        assertThat(holder.receive(World.ISSUER.offer("right-to-work")).status()).isEqualTo(200);
    }

    @Test
    void screen_whileTheRegistrationHolds_saysWhoRegisteredIt() {
        JsonNode screen = open(World.VERIFIER.status(0)).json();
        assertThat(screen.path("who").path("registered").booleanValue()).isTrue();
        assertThat(screen.path("warnings")).isEmpty();
    }

    @Test
    void screen_whenTheRegistrationEnded_isACautionAndNeedsItsOwnYes() {
        Answer screen = open(World.VERIFIER.status(1));
        assertThat(screen.json().path("who").path("registered").booleanValue()).isFalse();
        assertThat(screen.json().path("why").isMissingNode()).isTrue();
        assertThat(screen.json().path("explicit").valueStream().map(JsonNode::stringValue)).containsExactly(
                "registration_ended");
        assertThat(texts(screen)).contains("Their registration for this purpose has ended. Be very careful.");
        Answer refused = holder.approve(screen.text("request_id"));
        assertThat(refused.text("reason")).isEqualTo("registration_ended");
        assertThat(World.VERIFIER.posts()).isEmpty();
        assertThat(World.LEDGER.calls("POST", "/v1/entries")).isEmpty();
        assertThat(holder.approve(screen.text("request_id"), "registration_ended").json().path("shared").booleanValue())
                .isTrue();
    }

    @Test
    void screen_whenTheListIsAwayForeignOrShort_countsAsUnregistered() {
        URI nowhere = World.VERIFIER.url("/statuses/none");
        assertUnchecked(new StatusReference(nowhere, 0));
        assertUnchecked(new StatusReference(World.VERIFIER.status(0).uri(), 1_000_000));
        assertUnchecked(World.VERIFIER.status(0,
                World.key(CertificateProfile.of(KeyPurpose.ISSUER, "Somebody else"))));
    }

    private void assertUnchecked(StatusReference status) {
        Answer screen = open(status);
        assertThat(screen.json().path("who").path("registered").booleanValue()).isFalse();
        assertThat(texts(screen)).contains("We could not check just now whether their registration still holds.");
    }

    private Answer open(StatusReference status) {
        return holder.open(World.VERIFIER.request(FakeVerifier.CHECK, World.WORK,
                java.util.List.of("work_permission")).registeredWithStatus(status).link());
    }

    private static java.util.stream.Stream<String> texts(Answer screen) {
        return screen.json().path("warnings").valueStream().map(warning -> warning.path("text").stringValue());
    }
}
