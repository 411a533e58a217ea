package org.amana.wallet.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.core.consent.ErasureReceipt;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeLedger.Mood;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

@WalletTest
class ForgettingTest {

    private final String baseUrl;
    private final TestHolder holder;

    ForgettingTest(@Value("${amana.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void card() {
        World.calm();
        holder.receive(World.ISSUER.offer("qualification"));
    }

    @Test
    void forget_onceErased_leavesTheProofAndTheNextConsentHasAnotherKey() {
        SignedConsentEvent withdrawn = giveAndWithdraw();
        World.LEDGER.erase(withdrawn, World.VERIFIER.key(), FakeVerifier.PARTY);
        assertThat(consent().path("can_forget").booleanValue()).isTrue();

        assertThat(forget(record()).status()).isEqualTo(204);

        assertThat(holder.api().get("consents").json()).isEmpty();
        JsonNode newest = holder.api().get("history").json().get(0);
        assertThat(newest.path("kind").stringValue()).isEqualTo("forgotten");
        JsonNode kept = holder.api().get("receipts/" + newest.path("receipt").stringValue()).json();
        assertThat(kept.path("kind").stringValue()).isEqualTo("forgotten");
        assertThat(ErasureReceipt.parse(kept.path("receipt")).verify(World.LEDGER.log())).isEmpty();
        assertThat(holder.api().get("entries").json().path("entries")).as("all of them still say with whom and why")
                .hasSize(5)
                .allSatisfy(entry -> assertThat(entry.path("party").stringValue()).isEqualTo("Harbour Bakery"))
                .filteredOn(entry -> !entry.path("kind").stringValue().equals("forgotten"))
                .allSatisfy(entry -> assertThat(entry.has("purpose")).isTrue());
        give();
        SignedConsentEvent next = (SignedConsentEvent) World.LEDGER.events().getLast();
        assertThat(next.event().relation()).isNotEqualTo(withdrawn.event().relation());
        assertThat(next.event().position().seq()).isEqualTo(1);
    }

    @Test
    void forget_ofARefusal_isPossibleAtOnce() {
        holder.refuse(holder.open(World.VERIFIER.keepDiploma().link()).text("request_id"));
        assertThat(consent().path("can_forget").booleanValue()).isTrue();
        assertThat(forget(record()).status()).isEqualTo(204);
        assertThat(holder.api().get("consents").json()).isEmpty();
    }

    @Test
    void forget_whileAConsentStandsOrItsErasureIsOpen_isRefused() {
        holder.refuse(holder.open(World.VERIFIER.keepDiploma().link()).text("request_id"));
        String refused = record();
        give();
        assertThat(forget(refused).text("reason")).as("another one of that party stands").isEqualTo("wrong_step");
        assertThat(forget(record()).text("reason")).isEqualTo("wrong_step");
        holder.api().post("consents/" + record() + "/withdraw", "{}");
        assertThat(forget(record()).text("reason")).as("they have not confirmed").isEqualTo("wrong_step");
        assertThat(consent().path("can_forget").booleanValue()).isFalse();
        assertThat(holder.api().get("consents").json()).hasSize(2);
    }

    @Test
    void forget_whenTheLedgerIsAwayOrProvesNothing_losesNothingAndCanBeRepeated() {
        World.LEDGER.erase(giveAndWithdraw(), World.VERIFIER.key(), FakeVerifier.PARTY);
        String record = record();
        World.LEDGER.be(Mood.DOWN);
        assertThat(forget(record).text("reason")).isEqualTo("ledger_down");
        World.LEDGER.be(Mood.HOLDS);
        assertThat(forget(record).text("reason")).isEqualTo("kept_by_law");
        World.LEDGER.be(Mood.LIES);
        assertThat(forget(record).text("reason")).isEqualTo("ledger_unproven");
        assertThat(holder.api().get("consents").json()).hasSize(1);
        World.LEDGER.be(Mood.HONEST);
        assertThat(forget(record).status()).as("the ledger has nothing left to forget").isEqualTo(204);
        assertThat(holder.api().get("history").json().get(0).path("kind").stringValue()).isEqualTo("forgotten");
    }

    @Test
    void forget_ofAnothersOrNoConsent_isNotFound() {
        give();
        assertThat(TestHolder.withServerKeyring(baseUrl)
                .api()
                .post("consents/" + record() + "/forget", "{}")
                .status()).isEqualTo(404);
        assertThat(forget("no-such-record").status()).isEqualTo(404);
    }

    private SignedConsentEvent giveAndWithdraw() {
        give();
        holder.api().post("consents/" + record() + "/withdraw", "{}");
        SignedConsentEvent withdrawn = (SignedConsentEvent) World.LEDGER.events().getLast();
        assertThat(withdrawn.kind()).isEqualTo(org.amana.core.consent.EventKind.WITHDRAWN);
        return withdrawn;
    }

    private void give() {
        Answer answer = holder.approve(holder.open(World.VERIFIER.keepDiploma().link()).text("request_id"));
        assertThat(answer.json().path("shared").booleanValue()).isTrue();
    }

    private Answer forget(String record) {
        return holder.api().post("consents/" + record + "/forget", "{}");
    }

    private JsonNode consent() {
        return holder.api().get("consents").json().get(0);
    }

    private String record() {
        return consent().path("record").stringValue();
    }
}
