package org.amana.wallet.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeVerifier.Request;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** What both read a minute before and a minute after a guardian's part ends, and who may do what then. */
@WalletTest
class MajorityClockTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final TestHolder child;
    private final TestHolder guardian;
    private final Request asked = World.VERIFIER.fetchDiplomaOfAYoungPerson();

    MajorityClockTest(@Value("${amana.base-url}") String baseUrl) {
        this.child = TestHolder.withServerKeyring(baseUrl);
        this.guardian = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void calm() {
        World.calm();
    }

    private static ConsentEvent last() {
        return ((SignedConsentEvent) World.LEDGER.events().getLast()).event();
    }

    private ConsentEvent childAgrees() {
        child.receive(World.ISSUER.offer("qualification"));
        assertThat(child.approve(child.open(asked.link()).text("request_id")).status()).isEqualTo(200);
        return last();
    }

    private ConsentEvent guardianAgrees() {
        guardian.receive(World.COURT.offer("guardian-mandate"));
        assertThat(guardian.approve(guardian.open(World.VERIFIER.askGuardian(asked).link()).text("request_id"))
                .status()).isEqualTo(200);
        return last();
    }

    private static JsonNode consent(TestHolder holder) {
        return holder.api().get("consents").json().get(0);
    }

    /** As the ledger says it at such a distance from the end. */
    private static void childAt(ConsentEvent given, Duration after) {
        Instant end = end(after);
        World.LEDGER.besides(given.record(), answer -> {
            if (!after.isNegative()) {
                answer.put("state", "SUSPENDED").put("suspended_at", end.toString());
            }
            answer.putObject("guardian").put("state", "GIVEN").put("valid_until", end.toString());
        });
    }

    private static Instant end(Duration after) {
        return World.now().minus(after).truncatedTo(ChronoUnit.SECONDS);
    }

    private static void assertCan(JsonNode consent, boolean withdraw, boolean reaffirm) {
        assertThat(consent.path("can_withdraw").booleanValue()).as("withdraw").isEqualTo(withdraw);
        assertThat(consent.path("can_reaffirm").booleanValue()).as("reaffirm").isEqualTo(reaffirm);
    }

    private static String reaffirm(TestHolder holder, ConsentEvent given) {
        JsonNode answer = holder.api().post("consents/" + given.record().value() + "/reaffirm", "{}").json();
        return answer.path("reason").asString(answer.path("state").asString(""));
    }

    @Test
    void person_aMinuteBefore_agreedTogether_andCannotMakeItTheirOwn() {
        ConsentEvent given = childAgrees();
        childAt(given, MINUTE.negated());
        JsonNode told = consent(child);
        assertThat(told.path("state").stringValue()).isEqualTo("given");
        assertThat(told.path("guardian").path("state").stringValue()).isEqualTo("agreed");
        assertThat(told.path("guardian").has("until")).isTrue();
        assertThat(told.has("suspended_at")).isFalse();
        assertCan(told, true, false);
        assertThat(reaffirm(child, given)).isEqualTo("wrong_step");
        assertThat(last().kind()).isEqualTo(EventKind.GIVEN);
    }

    @Test
    void person_aMinuteAfter_readsSinceWhen_andMayTakeItBackOrMakeItTheirOwn() {
        ConsentEvent given = childAgrees();
        childAt(given, MINUTE);
        JsonNode told = consent(child);
        assertThat(told.path("state").stringValue()).isEqualTo("suspended");
        assertThat(told.path("guardian").path("state").stringValue()).isEqualTo("ended");
        assertThat(Instant.parse(told.path("suspended_at").stringValue())).isBetween(end(MINUTE.multipliedBy(2)),
                end(Duration.ofSeconds(30)));
        assertCan(told, true, true);
        assertThat(reaffirm(child, given)).isEqualTo("given");
        assertThat(last().terms().representation()).isEmpty();
        childAt(given, MINUTE);
        JsonNode own = consent(child);
        assertThat(own.path("state").stringValue()).as("their own word, whatever the ledger still says")
                .isEqualTo("given");
        assertThat(own.has("suspended_at")).isFalse();
        assertThat(own.has("guardian")).isFalse();
        assertCan(own, true, false);
    }

    @Test
    void person_ofALedgerThatSaysNonsenseOfTheTime_readsItWithoutOne() {
        ConsentEvent given = childAgrees();
        World.LEDGER.besides(given.record(), answer -> answer.put("state", "SUSPENDED").put("suspended_at", "soon"));
        assertThat(consent(child).path("state").stringValue()).isEqualTo("suspended");
        assertThat(consent(child).has("suspended_at")).isFalse();
        World.LEDGER.besides(given.record(), answer -> answer.put("suspended_at", World.now().toString()));
        assertThat(consent(child).has("suspended_at")).as("of one that is not suspended").isFalse();
    }

    @Test
    void guardian_aMinuteBefore_agrees_andAMinuteAfterReadsThatItStopped_andMayOnlyTakeItBack() {
        childAgrees();
        ConsentEvent agreed = guardianAgrees();
        World.LEDGER.besides(agreed.record(), answer -> answer.putObject("ward").put("state", "GIVEN"));
        JsonNode before = consent(guardian);
        assertThat(before.path("state").stringValue()).isEqualTo("given");
        assertThat(before.path("ward").path("state").stringValue()).isEqualTo("given");
        assertThat(before.has("suspended_at")).isFalse();
        assertCan(before, true, false);
        Instant end = end(MINUTE);
        World.LEDGER.besides(agreed.record(), answer -> answer.putObject("ward")
                .put("state", "SUSPENDED")
                .put("suspended_at", end.toString()));
        JsonNode after = consent(guardian);
        assertThat(after.path("ward").path("state").stringValue()).isEqualTo("suspended");
        assertThat(after.path("suspended_at").stringValue()).isEqualTo(end.toString());
        assertCan(after, true, false);
        assertThat(reaffirm(guardian, agreed)).as("only the person can").isEqualTo("wrong_step");
        guardian.api().post("consents/" + agreed.record().value() + "/withdraw", "{}");
        assertThat(last().kind()).isEqualTo(EventKind.WITHDRAWN);
        assertThat(consent(guardian).has("suspended_at")).isFalse();
    }
}
