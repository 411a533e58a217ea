package org.amana.wallet.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.Emergency;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
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
    private ConsentEvent known;

    EmergencyEntriesTest(@Value("${amana.base-url}") String baseUrl) {
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

    private LawfulAccess named(Instant reviewBy) {
        var use = new IntendedUse("reach-in-an-emergency", FakeVerifier.PARTY,
                LocalizedText.english("Reach you in an emergency"), List.of("eu-gdpr:A6-1-d"),
                Optional.of("http://data.europa.eu/eli/reg/2016/679/oj"), false, LocalizedText.english("None"),
                Period.ofMonths(1), List.of(), known.terms().categories());
        LawfulAccess access = LawfulAccess.verify(LawfulAccess.sign(World.VERIFIER.key(), use,
                new LawfulAccess.Wanted(RECORD, new LawfulAccess.Known(known.record(), known.requestHash()),
                        known.terms().source().orElseThrow(), reviewBy.plus(Duration.ofDays(9)), use.credentials(),
                        Optional.of(new Emergency("A".repeat(43), reviewBy))),
                "access-0123456789", reviewBy.minus(HOUR.multipliedBy(2))));
        World.LEDGER.say(ExchangeEvent.of(access, known.relation(), World.now()));
        return access;
    }

    private void review(LawfulAccess access, String party, RequestHash of, boolean justified) {
        World.LEDGER.say(ExchangeEvent.of(AccessReview.verify(AccessReview.sign(World.VERIFIER.key(), party,
                "review-0123456789", World.now(), access.record(), of, justified, "You could have been asked.")),
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
