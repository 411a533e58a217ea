package org.amana.wallet.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Random;
import org.amana.core.consent.Opening;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.rights.RightsAnswer;
import org.amana.core.rights.RightsOutcome;
import org.amana.core.rights.RightsReceipt;
import org.amana.core.rights.RightsRequest;
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
class RightsTest {

    private static final SigningKey BAKERY = party(FakeVerifier.PARTY);
    private final TestHolder holder;

    RightsTest(@Value("${amana.base-url}") String baseUrl) {
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    private static SigningKey party(String id) {
        return World.key(CertificateProfile.of(KeyPurpose.ACCESS, id).withUri(URI.create("urn:amana:party:" + id)));
    }

    @BeforeEach
    void give() {
        World.calm();
        holder.receive(World.ISSUER.offer("qualification"));
        holder.approve(holder.open(World.VERIFIER.keepDiploma().link()).text("request_id"));
    }

    private Answer ask() {
        return holder.api().post("consents/" + record() + "/erasure", "{}");
    }

    private String record() {
        return holder.api().get("consents").json().get(0).path("record").stringValue();
    }

    private JsonNode right() {
        return holder.api().get("rights").json().get(0);
    }

    /** What the bakery was brought last. */
    private static RightsRequest brought() {
        return (RightsRequest) RightsReceipt.parse(World.VERIFIER.calls("POST", "/rights").getLast().json())
                .statement();
    }

    private static RightsReceipt entered(SigningKey key, String party, String request, RightsOutcome outcome) {
        RightsAnswer answer = RightsAnswer.sign(key, party, request, outcome, World.now());
        return World.LEDGER.enter(answer, answer.opening(new Random()).salt());
    }

    @Test
    void ask_isAnEntryFirst_thenBroughtToThePartySignedByTheKeyOfTheConsent() {
        Answer asked = ask();
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.text("state")).isEqualTo("running");
        assertThat(asked.json().path("delivered").booleanValue()).isTrue();
        assertThat(brought().record().value()).isEqualTo(record());
        assertThat(brought().party()).isEqualTo(FakeVerifier.PARTY);
        RightsReceipt receipt = RightsReceipt.parse(World.VERIFIER.calls("POST", "/rights").getLast().json());
        assertThat(receipt.verify(World.LEDGER.log())).isEmpty();
        assertThat(holder.api().get("history").json().get(0).path("kind").stringValue()).isEqualTo("asked_to_erase");
    }

    @Test
    void ask_whileTheLedgerIsAway_bringsNothing_andTheNextTapIsTheSameRequest() {
        World.LEDGER.be(Mood.DOWN);
        assertThat(ask().text("reason")).isEqualTo("ledger_down");
        assertThat(World.VERIFIER.calls("POST", "/rights")).isEmpty();
        World.LEDGER.be(Mood.HONEST);
        ask();
        int size = World.LEDGER.size();
        ask();
        assertThat(World.LEDGER.size()).isEqualTo(size);
        assertThat(World.VERIFIER.calls("POST", "/rights")).hasSize(1);
        assertThat(holder.api().get("rights").json()).hasSize(1);
    }

    @Test
    void ask_whenTheLedgerRefuses_isSignedAnewNextTime() {
        World.LEDGER.be(Mood.REFUSES);
        assertThat(ask().text("reason")).isEqualTo("ledger_refused");
        World.LEDGER.be(Mood.HONEST);
        assertThat(ask().status()).isEqualTo(200);
    }

    @Test
    void ask_whileThePartyIsAway_isBroughtLater() {
        World.VERIFIER.takesRights(503);
        assertThat(ask().json().path("delivered").booleanValue()).isFalse();
        World.VERIFIER.takesRights(201);
        assertThat(right().path("delivered").booleanValue()).isTrue();
    }

    @Test
    void ask_aboutNoConsentOrARefusedOne_isRefused() {
        assertThat(holder.api().post("consents/unknown/erasure", "{}").status()).isEqualTo(404);
        holder.refuse(holder.open(World.VERIFIER.keepDiploma().link()).text("request_id"));
        String refused = holder.api()
                .get("consents")
                .json()
                .valueStream()
                .filter(one -> one.path("state").stringValue().equals("refused"))
                .map(one -> one.path("record").stringValue())
                .findFirst()
                .orElseThrow();
        assertThat(holder.api().post("consents/" + refused + "/erasure", "{}").text("reason")).isEqualTo("wrong_step");
    }

    @Test
    void answer_ofTheParty_isShownAndEnds() {
        ask();
        World.VERIFIER.answersRights(entered(BAKERY, FakeVerifier.PARTY, brought().digest(), RightsOutcome.ERASED));
        assertThat(right().path("outcome").stringValue()).isEqualTo("erased");
        assertThat(right().path("can_complain").booleanValue()).isFalse();
        assertThat(holder.api().get("history").json().get(0).path("kind").stringValue()).isEqualTo("answered");
    }

    @Test
    void answer_ofAnotherPartyOrToAnotherRequestOrInNoLog_isNoAnswer() {
        ask();
        String request = brought().digest();
        World.VERIFIER.answersRights(entered(party("river-mill"), FakeVerifier.PARTY, request, RightsOutcome.ERASED));
        assertThat(right().has("outcome")).isFalse();
        World.VERIFIER.answersRights(entered(BAKERY, "river-mill", request, RightsOutcome.ERASED));
        assertThat(right().has("outcome")).isFalse();
        World.VERIFIER.answersRights(entered(BAKERY, FakeVerifier.PARTY, "A".repeat(43), RightsOutcome.ERASED));
        assertThat(right().has("outcome")).isFalse();
        RightsReceipt other = entered(BAKERY, FakeVerifier.PARTY, request, RightsOutcome.REFUSED_CLAIMS);
        RightsAnswer never = RightsAnswer.sign(BAKERY, FakeVerifier.PARTY, request, RightsOutcome.ERASED, World.now());
        Opening opening = never.opening(new Random());
        World.VERIFIER.answersRights(new RightsReceipt(never, opening, other.proof()));
        assertThat(right().has("outcome")).isFalse();
    }

    @Test
    void complaint_holdsRequestAndAnswerWithProofs_andNoValue() {
        ask();
        World.VERIFIER.answersRights(
                entered(BAKERY, FakeVerifier.PARTY, brought().digest(), RightsOutcome.REFUSED_CLAIMS));
        assertThat(right().path("can_complain").booleanValue()).isTrue();
        JsonNode file = holder.api().get("rights/" + right().path("id").stringValue() + "/complaint").json();
        assertThat(file.path("supervisor").path("uri").stringValue()).isEqualTo("https://dpa.example");
        assertThat(file.path("receipts")).hasSize(2);
        file.path("receipts")
                .forEach(one -> assertThat(RightsReceipt.parse(one).verify(World.LEDGER.log())).isEmpty());
        assertThat(file.toString()).doesNotContain("Tekle", "Selam", "Diploma");
        assertThat(holder.api().get("rights/unknown/complaint").status()).isEqualTo(404);
    }
}
