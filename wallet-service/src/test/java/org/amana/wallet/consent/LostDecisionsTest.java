package org.amana.wallet.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.core.consent.EventKind;
import org.amana.core.consent.OpeningsRequest;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeLedger.Mood;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** A ledger that came back from a backup has lost what the person decided since; the wallet has it. */
@WalletTest
class LostDecisionsTest {

    private final TestHolder holder;

    LostDecisionsTest(@Value("${amana.base-url}") String baseUrl) {
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void receive() {
        World.calm();
        assertThat(holder.receive(World.ISSUER.offer("qualification")).status()).isEqualTo(200);
    }

    @Test
    void entries_whenTheLedgerLostThem_giveThemBackOnceAndSayHowMany() {
        give();
        withdraw();
        give();
        World.LEDGER.loseContent();

        assertThat(entries().path("returned").asInt()).isEqualTo(3);

        assertThat(entries().path("returned").asInt()).as("told once").isZero();
        assertThat(consent().path("state").stringValue()).isEqualTo("given");
    }

    @Test
    void entries_whenMoreThanOneRequestTakes_areAllGivenBack() {
        int many = OpeningsRequest.MAX_OPENINGS + 1;
        for (int i = 0; i < many; i++) {
            give();
        }
        World.LEDGER.loseContent();
        assertThat(entries().path("returned").asInt()).isEqualTo(many);
        assertThat(openings()).isGreaterThan(1);
    }

    @Test
    void entries_whenNothingIsLost_giveNothing() {
        give();
        assertThat(entries().path("returned").asInt()).isZero();
        assertThat(openings()).isZero();
    }

    @Test
    void entries_whileTheLedgerIsAway_giveNothingAndDoubtNothing() {
        give();
        World.LEDGER.loseContent();
        World.LEDGER.be(Mood.DOWN);
        assertThat(entries().path("returned").asInt()).isZero();
        assertThat(entries().path("complete").booleanValue()).isFalse();
        assertThat(entry("given").path("in_doubt").booleanValue()).isFalse();
        assertThat(consent().path("state").stringValue()).isEqualTo("given");
    }

    @Test
    void withdrawal_whenTheLedgerLostWhatItTakesBack_isOneTapAllTheSame() {
        give();
        World.LEDGER.loseContent();
        assertThat(consent().path("state").stringValue()).as("nobody may use what the ledger does not know")
                .isEqualTo("in_doubt");
        assertThat(consent().path("can_withdraw").booleanValue()).isTrue();

        Answer withdrawn = withdraw();

        assertThat(withdrawn.text("state")).as(withdrawn.json().toString()).isEqualTo("withdrawn");
        assertThat(World.LEDGER.events().getLast().kind()).isEqualTo(EventKind.WITHDRAWN);
        assertThat(((SignedConsentEvent) World.LEDGER.events().getLast()).event().position().seq()).isEqualTo(2);
        assertThat(entries().path("returned").asInt()).isZero();
    }

    @Test
    void decision_whenTheLedgerLostTheOnesBefore_continuesTheirChain() {
        give();
        World.LEDGER.loseContent();
        assertThat(give().json().path("shared").booleanValue()).isTrue();
        assertThat(((SignedConsentEvent) World.LEDGER.events().getLast()).event().position().seq()).isEqualTo(2);
        assertThat(entries().path("returned").asInt()).isZero();
    }

    @Test
    void consent_whenTheLedgerDoubtsIt_isSaidToPermitNothing() {
        give();
        World.LEDGER.doubt(new RecordId(consent().path("record").stringValue()));
        assertThat(consent().path("state").stringValue()).isEqualTo("in_doubt");
        assertThat(consent().path("can_withdraw").booleanValue()).isTrue();
        assertThat(entry("given").path("in_doubt").booleanValue()).isTrue();
        assertThat(withdraw().text("state")).isEqualTo("withdrawn");
        assertThat(entry("given").path("in_doubt").booleanValue()).as("it is over, there is no doubt").isFalse();
    }

    @Test
    void refused_isNeverInDoubt() {
        holder.refuse(holder.open(World.VERIFIER.keepDiploma().link()).text("request_id"));
        World.LEDGER.loseContent();
        assertThat(consent().path("state").stringValue()).isEqualTo("refused");
        assertThat(entries().path("returned").asInt()).isEqualTo(1);
    }

    private Answer give() {
        return holder.approve(holder.open(World.VERIFIER.keepDiploma().link()).text("request_id"));
    }

    private Answer withdraw() {
        return holder.api().post("consents/" + consent().path("record").stringValue() + "/withdraw", "{}");
    }

    /** One that stands; the newest if none does. */
    private JsonNode consent() {
        JsonNode all = holder.api().get("consents").json();
        return all.valueStream().filter(one -> one.path("can_withdraw").booleanValue()).findFirst().orElse(all.get(0));
    }

    private JsonNode entries() {
        return holder.api().get("entries").json();
    }

    private JsonNode entry(String kind) {
        return entries().path("entries")
                .valueStream()
                .filter(entry -> entry.path("kind").stringValue().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static int openings() {
        return World.LEDGER.calls("POST", "/v1/subject/openings").size();
    }
}
