package org.amana.wallet.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.support.message.MessageFiles;
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

/** What offices did under a consent is told to the person by the ledger alone, with a proof, in names and never in values. */
@WalletTest
class ExchangeEntriesTest {

    private static final SigningKey OFFICE = World.key(CertificateProfile.of(KeyPurpose.ISSUER, "Labour Office"));

    private final String baseUrl;
    private final TestHolder holder;

    ExchangeEntriesTest(@Value("${amana.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void agree() {
        World.calm();
        holder.receive(World.ISSUER.offer("qualification"));
        Answer shared = holder
                .approve(holder.open(World.VERIFIER.fetchDiploma().link()).text("request_id"));
        assertThat(shared.status()).isEqualTo(200);
    }

    private static ConsentEvent given() {
        return ((SignedConsentEvent) World.LEDGER.events().getLast()).event();
    }

    private static PermitOrder order(ConsentEvent given, String requester) {
        return PermitOrder.verify(PermitOrder.sign(OFFICE, given.terms().source().orElseThrow(), "order-0123456789",
                World.now(), given.record(), given.requestHash(), requester, given.terms().purpose(),
                given.terms().categories()));
    }

    private static long permit(ConsentEvent given, Optional<DenyReason> denied) {
        return World.LEDGER.permit(order(given, given.terms().controller()), given.relation(), denied);
    }

    private static void settle(ConsentEvent given, long permit, Optional<String> failure) {
        World.LEDGER.settle(ExchangeOutcome.verify(ExchangeOutcome.sign(World.VERIFIER.key(), FakeVerifier.PARTY,
                "outcome-0123456789", World.now(), given.record(), given.requestHash(), permit, failure)),
                given.relation());
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

    private static void assertAboutTheDiploma(JsonNode entry) {
        assertThat(entry.path("party").stringValue()).isEqualTo("Harbour Bakery");
        assertThat(entry.path("source").stringValue()).isEqualTo("Labour Office");
        assertThat(entry.path("purpose").stringValue()).isEqualTo("Recognise your diploma");
        assertThat(entry.path("what").get(0).path("claims").valueStream().map(JsonNode::stringValue))
                .containsExactly("Qualification and decision", "Given name");
    }

    @Test
    void permitAndDelivery_sayWhoGotWhatFromWhom_andTheirProofsHold() {
        ConsentEvent given = given();
        settle(given, permit(given, Optional.empty()), Optional.empty());
        for (String kind : List.of("given", "permit", "delivered")) {
            assertAboutTheDiploma(entry(kind));
            Answer receipt = holder.api().get("receipts/" + entry(kind).path("receipt").stringValue());
            assertThat(receipt.json().path("proof").path("holds").booleanValue()).as(kind).isTrue();
            assertThat(receipt.text("kind")).isEqualTo(kind);
        }
    }

    @Test
    void denial_saysWhy() {
        permit(given(), Optional.of(DenyReason.EXPIRED));
        assertAboutTheDiploma(entry("deny"));
        assertThat(entry("deny").path("reason").stringValue()).isEqualTo("expired");
    }

    @Test
    void denialToSomebodyElse_isNotToldUnderTheNameOfTheRecipient() {
        ConsentEvent given = given();
        World.LEDGER.permit(order(given, "harbour-clinic"), given.relation(), Optional.of(DenyReason.OTHER_REQUESTER));
        assertThat(entry("deny").path("party").stringValue()).isEqualTo("harbour-clinic");
    }

    @Test
    void failure_saysThatNothingArrived() {
        ConsentEvent given = given();
        settle(given, permit(given, Optional.empty()), Optional.of("register_unavailable"));
        assertAboutTheDiploma(entry("failed"));
        assertThat(entry("failed").path("reason").stringValue()).isEqualTo("register_unavailable");
    }

    @Test
    void outcomeWithoutItsPermit_namesNoDataAndNoSource() {
        settle(given(), 4_711, Optional.empty());
        assertThat(entry("delivered").path("party").stringValue()).isEqualTo("Harbour Bakery");
        assertThat(entry("delivered").has("source")).isFalse();
        assertThat(entry("delivered").path("what")).isEmpty();
    }

    @Test
    void entriesOfAnotherPersonsRelation_areNotShown() {
        TestHolder other = TestHolder.withServerKeyring(baseUrl);
        permit(given(), Optional.empty());
        assertThat(other.api().get("entries").json().path("entries")).isEmpty();
    }

    @Test
    void ledgerAway_theListSaysThatItMayLackTheNewest() {
        permit(given(), Optional.empty());
        World.LEDGER.be(Mood.DOWN);
        JsonNode entries = holder.api().get("entries").json();
        assertThat(entries.path("complete").booleanValue()).isFalse();
        assertThat(entries.path("entries").valueStream().map(one -> one.path("kind").stringValue()))
                .doesNotContain("permit");
    }

    @Test
    void everyReasonOfADenial_hasItsSentence() {
        Map<String, Map<String, String>> texts = MessageFiles.read("wallet-service");
        for (String language : List.of("en", "ar")) {
            assertThat(texts.getOrDefault(language, Map.of())).containsKeys(Arrays.stream(DenyReason.values())
                    .map(reason -> "entries.deny." + reason.name().toLowerCase(Locale.ROOT))
                    .toArray(String[]::new));
        }
    }

    @Test
    void entriesFromAFile_keepTheirNamesInAnotherWallet() {
        permit(given(), Optional.empty());
        holder.api().get("entries");
        JsonNode file = holder.api().post("entries/export", "{}").json();
        TestHolder other = TestHolder.withServerKeyring(baseUrl);
        var body = org.amana.core.json.StrictJson.object();
        body.set("file", file);
        assertThat(other.api().post("entries/import", body).status()).isEqualTo(200);
        JsonNode permit = other.api()
                .get("entries")
                .json()
                .path("entries")
                .valueStream()
                .filter(one -> one.path("kind").stringValue().equals("permit"))
                .findFirst()
                .orElseThrow();
        assertThat(permit.path("party").stringValue()).isEqualTo("Harbour Bakery");
        assertThat(permit.path("brought").booleanValue()).isTrue();
        assertThat(permit.path("source").stringValue()).as("nobody told this wallet its name")
                .isEqualTo(
                        World.ISSUER.id());
    }
}
