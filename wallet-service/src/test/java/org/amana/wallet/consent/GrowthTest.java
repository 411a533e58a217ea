package org.amana.wallet.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeLedger.Mood;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** A log that shows a person another history than before is noticed by the person's wallet. */
@WalletTest
class GrowthTest {

    private final TestHolder holder;

    GrowthTest(@Value("${amana.base-url}") String baseUrl) {
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void give() {
        World.calm();
        holder.receive(World.ISSUER.offer("qualification"));
        decide();
    }

    private void decide() {
        assertThat(holder.approve(holder.open(World.VERIFIER.keepDiploma().link()).text("request_id")).status())
                .isEqualTo(200);
    }

    private JsonNode entries() {
        return holder.api().get("entries").json();
    }

    private static void assertFits(JsonNode entries) {
        assertThat(entries.path("complete").booleanValue()).isTrue();
        assertThat(entries.path("forked").booleanValue()).isFalse();
    }

    @Test
    void log_thatOnlyGrows_fits() {
        assertFits(entries());
        decide();
        assertFits(entries());
        assertFits(entries());
    }

    @Test
    void log_thatForksAtTheSameSize_isSaidAndStaysSo() {
        assertFits(entries());
        World.LEDGER.be(Mood.FORKS);
        assertThat(entries().path("forked").booleanValue()).isTrue();
        World.LEDGER.be(Mood.HONEST);
        assertThat(entries().path("forked").booleanValue()).as("once seen, not forgotten").isTrue();
    }

    @Test
    void log_thatForksAndGrows_isSaid() {
        assertFits(entries());
        decide();
        World.LEDGER.be(Mood.FORKS);
        assertThat(entries().path("forked").booleanValue()).isTrue();
    }

    @Test
    void log_comparedForTheFirstTime_isComparedWithTheReceipts() {
        World.LEDGER.be(Mood.FORKS);
        assertThat(entries().path("forked").booleanValue()).isTrue();
    }

    @Test
    void log_whileTheLedgerIsAway_isNotSaidToBeForked() {
        World.LEDGER.be(Mood.DOWN);
        assertThat(entries().path("forked").booleanValue()).isFalse();
        assertThat(entries().path("complete").booleanValue()).isFalse();
        assertThat(entries().path("entries")).hasSize(2);
    }
}
