package org.amana.wallet.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.Notice;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.Representation;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.Views;
import org.amana.core.json.StrictJson;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeLedger.Mood;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.FakeVerifier.Request;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the two consents about somebody under age are told, taken back, and made the person's own when they are of age. */
@WalletTest
class GuardianConsentsTest {
    private static final SigningKey OFFICE = World.key(CertificateProfile.of(KeyPurpose.ISSUER, "Labour Office"));

    private final String baseUrl;
    private final TestHolder child;

    GuardianConsentsTest(@Value("${amana.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
        this.child = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void calm() {
        World.calm();
    }

    private static ConsentEvent last() {
        return ((SignedConsentEvent) World.LEDGER.events().getLast()).event();
    }

    private static ConsentEvent agree(TestHolder holder, Request request) {
        assertThat(holder.receive(World.ISSUER.offer("qualification")).status()).isEqualTo(200);
        assertThat(holder.approve(holder.open(request.link()).text("request_id")).status()).isEqualTo(200);
        return last();
    }

    private static JsonNode consent(TestHolder holder) {
        return holder.api().get("consents").json().get(0);
    }

    private static void guardianStands(RecordId record, String state, Instant until) {
        World.LEDGER.besides(record, answer -> answer.putObject("guardian")
                .put("state", state)
                .put("valid_until", until.toString()));
    }

    private static void suspend(RecordId record) {
        World.LEDGER.besides(record, answer -> answer.put("state", "SUSPENDED"));
    }

    @Nested
    class Child {
        private ConsentEvent given;

        @BeforeEach
        void agreeFirst() {
            given = agree(child, World.VERIFIER.fetchDiplomaOfAYoungPerson());
        }

        @Test
        void withoutAGuardiansRecord_waits() {
            assertThat(consent(child).path("state").stringValue()).isEqualTo("given");
            assertThat(consent(child).path("guardian").path("state").stringValue()).isEqualTo("waiting");
            assertThat(consent(child).path("can_withdraw").booleanValue()).isTrue();
            assertThat(consent(child).path("can_reaffirm").booleanValue()).isFalse();
            assertThat(consent(child).has("ward")).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"GIVEN,agreed", "REFUSED,refused", "WITHDRAWN,withdrawn", "DEFERRED,waiting", "SUSPENDED,ended",
                "EXPIRED,ended", "SOMETHING_NEW,unknown"})
        void guardiansRecord_isToldInAWord(String state, String word) {
            guardianStands(given.record(), state, World.now().plusSeconds(3_600));
            assertThat(consent(child).path("guardian").path("state").stringValue()).isEqualTo(word);
            assertThat(consent(child).path("guardian").has("until")).isEqualTo(word.equals("agreed"));
        }

        @Test
        void guardiansConsentThatIsOver_hasEnded() {
            guardianStands(given.record(), "GIVEN", World.now().minusSeconds(1));
            assertThat(consent(child).path("guardian").path("state").stringValue()).isEqualTo("ended");
        }

        @Test
        void ledgerAway_orAnswerOfAnotherForm_isUnknown() {
            World.LEDGER.besides(given.record(), answer -> answer.put("guardian", "yes").remove("state"));
            assertThat(consent(child).path("guardian").path("state").stringValue()).isEqualTo("unknown");
            World.LEDGER.be(Mood.DOWN);
            assertThat(consent(child).path("guardian").path("state").stringValue()).isEqualTo("unknown");
        }

        @Test
        void withdrawal_saysWhoIsRepresented_andNothingMoreIsToldOfTheGuardian() {
            Answer withdrawn = child.api().post("consents/" + given.record().value() + "/withdraw", "{}");
            assertThat(withdrawn.text("state")).isEqualTo("withdrawn");
            assertThat(withdrawn.json().has("guardian")).isFalse();
            assertThat(last().terms().representation()).contains(new Representation.WithGuardian(Views.YES));
        }

        @Test
        void entries_sayThatTheGuardianDecidesToo() {
            JsonNode entry = child.api().get("entries").json().path("entries").get(0);
            assertThat(entry.path("kind").stringValue()).isEqualTo("given");
            assertThat(entry.path("represented").stringValue()).isEqualTo("guardian");
        }

        @Test
        void fileOfAllEntries_comesAlongWhole() {
            child.api().get("entries");
            ObjectNode body = StrictJson.object();
            body.set("file", child.api().post("entries/export", "{}").json());
            TestHolder other = TestHolder.withServerKeyring(baseUrl);
            assertThat(other.api().post("entries/import", body).status()).isEqualTo(200);
            assertThat(other.api().get("entries").json().path("entries").findValuesAsString("represented"))
                    .containsExactly("guardian", "guardian");
        }
    }

    @Nested
    class OfAge {

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void reaffirmed_isARenewalOfTheirOwn_untilTheSameEnd(boolean inTheBrowser) {
            TestHolder holder = inTheBrowser
                    ? TestHolder.withBrowserKeyring(baseUrl)
                    : TestHolder.withServerKeyring(baseUrl);
            ConsentEvent given = agree(holder, World.VERIFIER.fetchDiplomaOfAYoungPerson());
            suspend(given.record());
            assertThat(consent(holder).path("state").stringValue()).isEqualTo("suspended");
            assertThat(consent(holder).path("can_reaffirm").booleanValue()).isTrue();
            assertThat(consent(holder).path("can_withdraw").booleanValue()).isTrue();
            Answer reaffirmed = reaffirm(holder, given);
            assertThat(reaffirmed.text("state")).isEqualTo("given");
            assertThat(reaffirmed.json().has("guardian")).isFalse();
            assertThat(reaffirmed.json().path("can_reaffirm").booleanValue()).isFalse();
            assertThat(World.LEDGER.calls("POST", "/v1/consents/" + given.record().value() + "/renew")).hasSize(1);
            ConsentEvent renewed = last();
            assertThat(renewed.kind()).isEqualTo(EventKind.RENEWED);
            assertThat(renewed.record()).isEqualTo(given.record());
            assertThat(renewed.terms()).isEqualTo(given.terms().represented(Optional.empty()));
            assertThat(renewed.notice()).isEqualTo(Notice.of(notice(holder, "renewed"), "en"));
            assertThat(notice(holder, "renewed")).startsWith("You are of age now.")
                    .contains("Harbour Bakery", "Qualification and decision", "Ends by itself on");
        }

        private Answer reaffirm(TestHolder holder, ConsentEvent given) {
            return holder.api()
                    .with("Accept-Language", "en")
                    .post("consents/" + given.record().value() + "/reaffirm", "{}");
        }

        private String notice(TestHolder holder, String kind) {
            return holder.api()
                    .get("entries")
                    .json()
                    .path("entries")
                    .valueStream()
                    .filter(entry -> entry.path("kind").stringValue().equals(kind))
                    .map(entry -> holder.api().get("receipts/" + entry.path("receipt").stringValue()).text("notice"))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void afterIt_theWithdrawalRepresentsNobody_andTheEntrySaysWhatItWas() {
            ConsentEvent given = agree(child, World.VERIFIER.fetchDiplomaOfAYoungPerson());
            suspend(given.record());
            reaffirm(child, given);
            assertThat(child.api().get("entries").json().path("entries").get(0).path("represented").stringValue())
                    .isEqualTo("of_age");
            assertThat(child.api().get("history").json().get(0).path("kind").stringValue()).isEqualTo("reaffirmed");
            child.api().post("consents/" + given.record().value() + "/withdraw", "{}");
            assertThat(last().kind()).isEqualTo(EventKind.WITHDRAWN);
            assertThat(last().terms().representation()).isEmpty();
        }

        @Test
        void again_changesNothing() {
            ConsentEvent given = agree(child, World.VERIFIER.fetchDiplomaOfAYoungPerson());
            suspend(given.record());
            reaffirm(child, given);
            int entries = World.LEDGER.size();
            assertThat(reaffirm(child, given).status()).isEqualTo(200);
            assertThat(World.LEDGER.size()).isEqualTo(entries);
        }

        @Test
        void answerLost_theNextTryIsTheSameRenewal() {
            ConsentEvent given = agree(child, World.VERIFIER.fetchDiplomaOfAYoungPerson());
            suspend(given.record());
            consent(child);
            World.LEDGER.be(Mood.RENEWS_UNHEARD);
            assertThat(reaffirm(child, given).text("reason")).isEqualTo("ledger_down");
            World.LEDGER.be(Mood.HONEST);
            World.LEDGER.besides(given.record(), _ -> {});
            int entries = World.LEDGER.size();
            assertThat(reaffirm(child, given).text("state")).isEqualTo("given");
            assertThat(World.LEDGER.size()).isEqualTo(entries);
        }

        @Test
        void ledgerThatRefuses_nothingChanges_andItCanBeTakenBackAllTheSame() {
            ConsentEvent given = agree(child, World.VERIFIER.fetchDiplomaOfAYoungPerson());
            suspend(given.record());
            World.LEDGER.be(Mood.REFUSES);
            assertThat(reaffirm(child, given).text("reason")).isEqualTo("ledger_refused");
            World.LEDGER.be(Mood.HONEST);
            assertThat(consent(child).path("state").stringValue()).isEqualTo("suspended");
            assertThat(consent(child).path("can_reaffirm").booleanValue()).isTrue();
            child.api().post("consents/" + given.record().value() + "/withdraw", "{}");
            assertThat(last().kind()).isEqualTo(EventKind.WITHDRAWN);
            assertThat(last().terms().representation()).contains(new Representation.WithGuardian(Views.YES));
        }

        @Test
        void ledgerAway_nothingIsBegun() {
            ConsentEvent given = agree(child, World.VERIFIER.fetchDiplomaOfAYoungPerson());
            suspend(given.record());
            World.LEDGER.be(Mood.DOWN);
            assertThat(reaffirm(child, given).text("reason")).isEqualTo("ledger_down");
        }

        @Test
        void consentThatDoesNotWait_orIsNoMore_isNotReaffirmed() {
            ConsentEvent given = agree(child, World.VERIFIER.fetchDiplomaOfAYoungPerson());
            assertThat(reaffirm(child, given).text("reason")).as("not suspended").isEqualTo("wrong_step");
            suspend(given.record());
            child.api().post("consents/" + given.record().value() + "/withdraw", "{}");
            assertThat(reaffirm(child, given).text("reason")).as("taken back").isEqualTo("wrong_step");
            TestHolder adult = TestHolder.withServerKeyring(baseUrl);
            ConsentEvent own = agree(adult, World.VERIFIER.fetchDiploma());
            suspend(own.record());
            assertThat(consent(adult).path("state").stringValue()).isEqualTo("given");
            assertThat(reaffirm(adult, own).text("reason")).as("of somebody of age").isEqualTo("wrong_step");
            assertThat(reaffirm(adult, given).status()).as("of somebody else").isEqualTo(404);
        }
    }

    @Nested
    class Guardian {
        private final TestHolder guardian = TestHolder.withServerKeyring(baseUrl);
        private final Request answered = World.VERIFIER.fetchDiplomaOfAYoungPerson();

        private ConsentEvent agreeAsGuardian() {
            agree(child, answered);
            guardian.receive(World.COURT.offer("guardian-mandate"));
            guardian.approve(guardian.open(World.VERIFIER.askGuardian(answered).link()).text("request_id"));
            return last();
        }

        private PermitOrder order(RequestHash request) {
            ConsentEvent given = last();
            return PermitOrder.verify(PermitOrder.sign(OFFICE, given.terms().source().orElseThrow(),
                    "order-0123456789", World.now(), new RecordId("AAAAAAAAAAAAAAAAAAAAAA"), request,
                    given.terms().controller(), given.terms().purpose(), given.terms().categories()));
        }

        private void besides(ConsentEvent given, String state) {
            World.LEDGER.besides(given.record(), answer -> World.LEDGER.putExchanges(
                    answer.putObject("ward").put("state", state).putArray("entries"),
                    new RecordId("AAAAAAAAAAAAAAAAAAAAAA")));
        }

        @Test
        void consent_saysForWhom_andWhatWasDoneUnderIt() {
            ConsentEvent given = agreeAsGuardian();
            PermitOrder order = order(RequestHash.of(answered.object()));
            long permit = World.LEDGER.permit(order, given.relation(), Optional.empty());
            World.LEDGER.settle(ExchangeOutcome.verify(ExchangeOutcome.sign(World.VERIFIER.key(), FakeVerifier.PARTY,
                    "outcome-0123456789", World.now(), order.record(), order.requestHash(), permit,
                    Optional.empty())), given.relation());
            World.LEDGER.permit(order, given.relation(), Optional.of(DenyReason.SUSPENDED));
            besides(given, "GIVEN");
            JsonNode ward = consent(guardian).path("ward");
            assertThat(ward.path("state").stringValue()).isEqualTo("given");
            assertThat(ward.path("entries").findValuesAsString("kind")).containsExactly("deny", "delivered", "permit");
            assertThat(ward.path("entries").get(0).path("reason").stringValue()).isEqualTo("suspended");
            assertThat(consent(guardian).has("guardian")).isFalse();
            assertThat(consent(guardian).toString()).doesNotContain("Amina");
        }

        @Test
        void exchangesAboutAnotherRequest_orUnproven_areNotTold() {
            ConsentEvent given = agreeAsGuardian();
            World.LEDGER.permit(order(RequestHash.of("eyJhbGciOiJFUzI1NiJ9.e30.c2ln")), given.relation(),
                    Optional.empty());
            besides(given, "GIVEN");
            assertThat(consent(guardian).path("ward").path("entries")).isEmpty();
            World.LEDGER.besides(given.record(), answer -> {
                ObjectNode entry = answer.putObject("ward").put("state", "GIVEN").putArray("entries").addObject();
                entry.put("index", 1).put("kind", "PERMIT").putObject("receipt").put("type", "none");
            });
            assertThat(consent(guardian).path("ward").path("entries")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"GIVEN", "DEFERRED", "REFUSED", "WITHDRAWN", "SUSPENDED", "SOMETHING_NEW"})
        void wardsRecord_isToldInAWord(String state) {
            ConsentEvent given = agreeAsGuardian();
            besides(given, state);
            String word = consent(guardian).path("ward").path("state").stringValue();
            assertThat(word).isEqualTo(switch (state) {
                case "DEFERRED" -> "waiting";
                case "SOMETHING_NEW" -> "unknown";
                default -> state.toLowerCase(Locale.ROOT);
            });
        }

        @Test
        void whatWasDoneForTheWard_isNoEntryOfTheGuardiansOwn() {
            ConsentEvent given = agreeAsGuardian();
            World.LEDGER.besides(given.record(), answer -> World.LEDGER.putExchanges(
                    answer.putObject("ward").put("state", "GIVEN").putArray("entries"), order(given.requestHash())
                            .record()));
            List<String> kinds = guardian.api().get("entries").json().path("entries").findValuesAsString("kind");
            assertThat(kinds).containsExactlyInAnyOrder("given", "approved");
            assertThat(guardian.api().get("entries").json().path("entries").findValuesAsString("represented"))
                    .contains("ward");
        }

        @Test
        void withdrawal_isOneTap_andSaysForWhom() {
            ConsentEvent given = agreeAsGuardian();
            Answer withdrawn = guardian.api().post("consents/" + given.record().value() + "/withdraw", "{}");
            assertThat(withdrawn.text("state")).isEqualTo("withdrawn");
            assertThat(last().terms().representation())
                    .contains(new Representation.ForWard(RequestHash.of(answered.object())));
            assertThat(consent(child).path("state").stringValue()).as("the young person's own stands")
                    .isEqualTo("given");
        }

        @Test
        void suspended_cannotBeReaffirmedByTheGuardian() {
            ConsentEvent given = agreeAsGuardian();
            suspend(given.record());
            assertThat(consent(guardian).path("state").stringValue()).isEqualTo("suspended");
            assertThat(consent(guardian).path("can_reaffirm").booleanValue()).isFalse();
            assertThat(guardian.api().post("consents/" + given.record().value() + "/reaffirm", "{}").text("reason"))
                    .isEqualTo("wrong_step");
        }
    }
}
