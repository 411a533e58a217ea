package org.amana.wallet.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.AccessReview.Verdict;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.Emergency;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.ObjectionAnswer;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.StaffPseudonym;
import org.amana.core.json.StrictJson;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.LocalizedText;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** An office that did not wait for the person's answer: the person sees it, and what its officer said of it. */
@WalletTest
class EmergencyEntriesTest {
    private static final RecordId RECORD = new RecordId("EEEEEEEEEEEEEEEEEEEEEA");
    private static final Duration HOUR = Duration.ofHours(1);
    private final TestHolder holder;
    private final String baseUrl;
    private ConsentEvent known;

    EmergencyEntriesTest(@Value("${amana.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void agree() {
        World.calm();
        holder.receive(World.ISSUER.offer("qualification"));
        assertThat(holder.approve(holder.open(World.VERIFIER.fetchDiploma().link()).text("request_id")).status())
                .isEqualTo(200);
        known = ((SignedConsentEvent) World.LEDGER.events().getLast()).event();
    }

    @Test
    void access_saysThatItWasAnEmergencyAndUntilWhenSomebodyChecksIt() {
        LawfulAccess access = named(World.now().plus(HOUR));
        JsonNode emergency = entry("authorised_by_law").at("/law/emergency");
        assertThat(emergency.path("state").stringValue()).isEqualTo("open");
        assertThat(emergency.path("review_by").stringValue())
                .isEqualTo(access.emergency().orElseThrow().reviewBy().toString());
    }

    @Test
    void access_thatNobodyCheckedInTime_saysSo() {
        named(World.now().minus(HOUR));
        assertThat(state()).isEqualTo("overdue");
    }

    @Test
    void review_isReadWithItsWordsAndItsProofHolds() {
        LawfulAccess access = named(World.now().minus(HOUR));
        review(access, FakeVerifier.PARTY, access.requestHash(), false);
        JsonNode reviewed = entry("reviewed");
        assertThat(reviewed.at("/law/words").stringValue()).isEqualTo("You could have been asked.");
        assertThat(reviewed.at("/law/emergency/state").stringValue()).isEqualTo("not_justified");
        assertThat(reviewed.path("party").stringValue()).isEqualTo("Harbour Bakery");
        assertThat(state()).isEqualTo("not_justified");
        JsonNode receipt = holder.api().get("receipts/" + reviewed.path("receipt").stringValue()).json();
        assertThat(receipt.at("/proof/holds").booleanValue()).isTrue();
    }

    @Test
    void review_ofJustification_isShownAtTheAccess() {
        LawfulAccess access = named(World.now().plus(HOUR));
        review(access, FakeVerifier.PARTY, access.requestHash(), true);
        assertThat(state()).isEqualTo("justified");
    }

    @Test
    void lift_isReadAndLeavesTheAccessNotJustified() {
        LawfulAccess access = named(World.now().minus(HOUR));
        review(access, FakeVerifier.PARTY, access.requestHash(), false);
        review(access, FakeVerifier.PARTY, access.requestHash(), Verdict.LIFTED);
        assertThat(state()).isEqualTo("not_justified");
        assertThat(entry("reviewed").at("/law/emergency/state").stringValue()).isEqualTo("lifted");
        assertThat(news().at("/0/state").stringValue()).isEqualTo("not_justified");
    }

    @Test
    void review_bySomebodyElse_doesNotCountForTheAccess() {
        LawfulAccess access = named(World.now().plus(HOUR));
        review(access, "harbour-clinic", access.requestHash(), true);
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void review_ofAnotherStatement_doesNotCountForTheAccess() {
        LawfulAccess access = named(World.now().minus(HOUR));
        review(access, FakeVerifier.PARTY, RequestHash.of("another"), true);
        assertThat(state()).isEqualTo("overdue");
    }

    @Test
    void news_tellWhoWhatAndUntilWhenSomebodyChecksIt_withoutThePersonLooking() {
        LawfulAccess access = named(World.now().plus(HOUR));
        JsonNode told = news().get(0);
        assertThat(told.path("kind").stringValue()).isEqualTo("emergency");
        assertThat(told.path("state").stringValue()).isEqualTo("open");
        assertThat(told.path("party").stringValue()).isEqualTo("Harbour Bakery");
        assertThat(told.at("/access/what/0/claims").isEmpty()).isFalse();
        assertThat(told.at("/access/at").isMissingNode()).isFalse();
        assertThat(told.at("/access/law/emergency/review_by").stringValue())
                .isEqualTo(access.emergency().orElseThrow().reviewBy().toString());
    }

    @Test
    void news_askTheLedgerOnceADayAlone() {
        assertThat(news()).isEmpty();
        named(World.now().plus(HOUR));
        assertThat(news()).as("the ledger was asked today").isEmpty();
        entry("authorised_by_law"); // the person looks themselves
        assertThat(news()).hasSize(1);
    }

    @Test
    void news_whoAgreedToNoExchange_asksNoLedger() {
        TestHolder other = TestHolder.withServerKeyring(baseUrl);
        other.receive(World.ISSUER.offer("right-to-work"));
        World.LEDGER.forget();
        assertThat(other.api().get("news").json()).isEmpty();
        assertThat(World.LEDGER.calls("POST", "/v1/subject/records")).isEmpty();
    }

    @Test
    void news_thatWereRead_comeAgainWithTheOutcomeAlone() {
        LawfulAccess access = named(World.now().plus(HOUR));
        read(news());
        assertThat(news()).isEmpty();
        review(access, FakeVerifier.PARTY, access.requestHash(), false);
        entry("reviewed");
        JsonNode told = news();
        assertThat(told).hasSize(1);
        assertThat(told.at("/0/state").stringValue()).isEqualTo("not_justified");
        read(told);
        assertThat(news()).isEmpty();
    }

    @Test
    void news_ofAnObjection_tellOnlyWhatTheOfficeThatNamedTheLawAnswered() {
        LawfulAccess access = named(World.now().plus(HOUR));
        read(news());
        answer(access, "harbour-clinic", Optional.empty());
        entry("objection_upheld");
        assertThat(news()).isEmpty();
        answer(access, FakeVerifier.PARTY, Optional.of("Somebody's life."));
        entry("objection_rejected");
        assertThat(news().at("/0/kind").stringValue()).isEqualTo("objection");
        assertThat(news().at("/0/state").stringValue()).isEqualTo("rejected");
    }

    @Test
    void news_whileTheLedgerIsAway_areNoTrouble() {
        World.LEDGER.be(org.amana.wallet.world.FakeLedger.Mood.DOWN);
        assertThat(holder.api().get("news").status()).isEqualTo(200);
    }

    private JsonNode news() {
        return holder.api().get("news").json();
    }

    private void read(JsonNode told) {
        assertThat(told).isNotEmpty();
        var ids = StrictJson.array();
        told.forEach(one -> ids.add(one.path("id").stringValue()));
        var body = StrictJson.object();
        body.set("ids", ids);
        assertThat(holder.api().post("news/seen", body).status()).isEqualTo(204);
    }

    private void answer(LawfulAccess access, String party, Optional<String> grounds) {
        World.LEDGER.say(ExchangeEvent.of(ObjectionAnswer.verify(ObjectionAnswer.sign(World.VERIFIER.key(), party,
                "answer-0123456789", World.now(), access.record(), access.requestHash(), grounds)), known.relation(),
                World.now()));
    }

    private LawfulAccess named(Instant reviewBy) {
        var use = new IntendedUse("reach-in-an-emergency", FakeVerifier.PARTY,
                LocalizedText.english("Reach you in an emergency"), List.of("eu-gdpr:A6-1-d"),
                Optional.of("http://data.europa.eu/eli/reg/2016/679/oj"), false, LocalizedText.english("None"),
                Period.ofMonths(1), List.of(), known.terms().categories());
        LawfulAccess access = LawfulAccess.verify(LawfulAccess.sign(World.VERIFIER.key(), use,
                new LawfulAccess.Wanted(RECORD, new LawfulAccess.Known(known.record(), known.requestHash()),
                        known.terms().source().orElseThrow(), reviewBy.plus(Duration.ofDays(9)), use.credentials(),
                        Optional.of(new Emergency("A".repeat(43), reviewBy, new StaffPseudonym("C".repeat(43))))),
                "access-0123456789", reviewBy.minus(HOUR.multipliedBy(2))));
        World.LEDGER.say(ExchangeEvent.of(access, known.relation(), World.now()));
        return access;
    }

    private void review(LawfulAccess access, String party, RequestHash of, boolean justified) {
        review(access, party, of, justified ? Verdict.JUSTIFIED : Verdict.NOT_JUSTIFIED);
    }

    private void review(LawfulAccess access, String party, RequestHash of, Verdict verdict) {
        World.LEDGER.say(ExchangeEvent.of(AccessReview.verify(AccessReview.sign(World.VERIFIER.key(), party,
                "review-0123456789", World.now(), access.record(), of,
                verdict, "You could have been asked.", new StaffPseudonym("D".repeat(43)))),
                known.relation(), World.now()));
    }

    private String state() {
        return entry("authorised_by_law").at("/law/emergency/state").stringValue();
    }

    private JsonNode entry(String kind) {
        return holder.api()
                .get("entries")
                .json()
                .path("entries")
                .valueStream()
                .filter(one -> one.path("kind").stringValue().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no entry " + kind));
    }
}
