package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.Opening;
import org.amana.core.consent.Representation;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.consent.Views;
import org.amana.core.exchange.NotAble;
import org.amana.core.register.CredentialCategory;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.vp.AuthorizationResponse;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A person under age is asked, then their guardian: what each of them reads, signs, and does not send. */
@WalletTest
class GuardianAskedTest {

    private final String baseUrl;
    private final TestHolder child;

    GuardianAskedTest(@Value("${amana.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
        this.child = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void receive() {
        World.calm();
        assertThat(child.receive(World.ISSUER.offer("qualification")).status()).isEqualTo(200);
    }

    private static ConsentEvent last() {
        return ((SignedConsentEvent) World.LEDGER.events().getLast()).event();
    }

    /** The blind entry as it lies in the wallet. */
    private static ConsentEvent approved(TestHolder holder, Answer shared) {
        JsonNode receipt = holder.api().get("receipts/" + shared.text("receipt")).json().path("receipt");
        Opening opening = ConsentReceipt.parse(receipt).opening();
        return ((SignedConsentEvent) UnverifiedEvent.parse(opening.event()).verify()).event();
    }

    private static JsonNode newestHistory(TestHolder holder) {
        return holder.api().get("history").json().get(0);
    }

    @Nested
    class Child {
        private final Request request = World.VERIFIER.fetchDiplomaOfAYoungPerson();

        @Test
        void screen_saysThatTheGuardianIsAskedAfterwards_inBothLanguages() {
            JsonNode screen = child.open(request.link()).json();
            assertThat(screen.path("exchange").path("guardian").stringValue()).isEqualTo("required");
            assertThat(screen.path("exchange").has("ward")).isFalse();
            assertThat(screen.path("options").get(0).has("own")).isFalse();
            assertThat(screen.path("notice").stringValue()).contains("You are asked first. Your guardian will be asked "
                    + "after you. Nothing is sent unless both say yes. Either of you can take it back at any time.");
            JsonNode arabic = child.api()
                    .with("Accept-Language", "ar")
                    .get("requests/" + screen.path("request_id").stringValue())
                    .json();
            assertThat(arabic.path("notice").stringValue()).contains("نسألك أنت أولًا. بعدك نسأل الوصي عليك.");
        }

        @Test
        void yes_isInBothEvents_andInTheHistory() {
            Answer shared = child.approve(child.open(request.link()).text("request_id"));
            assertThat(shared.json().path("shared").booleanValue()).isTrue();
            assertThat(last().kind()).isEqualTo(EventKind.GIVEN);
            assertThat(last().terms().representation()).contains(new Representation.WithGuardian(Views.YES));
            assertThat(approved(child, shared).terms().representation())
                    .contains(new Representation.WithGuardian(Views.YES));
            assertThat(newestHistory(child).path("represented").stringValue()).isEqualTo("guardian");
        }

        @Test
        void browserKeyring_signsTheSame() {
            TestHolder browser = TestHolder.withBrowserKeyring(baseUrl);
            browser.receive(World.ISSUER.offer("qualification"));
            Answer shared = browser.approve(browser.open(request.link()).text("request_id"));
            assertThat(shared.json().path("shared").booleanValue()).isTrue();
            assertThat(approved(browser, shared).terms().representation())
                    .contains(new Representation.WithGuardian(Views.YES));
        }

        @Test
        void no_saysNo_andIsAnsweredLikeEveryRefusal() {
            child.refuse(child.open(request.link()).text("request_id"));
            assertThat(last().kind()).isEqualTo(EventKind.REFUSED);
            assertThat(last().terms().representation()).contains(new Representation.WithGuardian(Views.NO));
            assertThat(request.received()).isEqualTo(new AuthorizationResponse.Declined("access_denied", ""));
        }

        @Test
        void later_saysThatNothingWasSaidYet_andTellsNobody() {
            String id = child.open(request.link()).text("request_id");
            child.defer(id);
            assertThat(last().kind()).isEqualTo(EventKind.DEFERRED);
            assertThat(last().terms().representation()).contains(new Representation.WithGuardian(Views.NOT_ABLE));
            assertThat(World.VERIFIER.posts()).isEmpty();
            child.approve(id);
            assertThat(last().terms().representation()).contains(new Representation.WithGuardian(Views.YES));
        }

        @Test
        void cannotSay_isEntered_andTellsWhoeverAsks() {
            String id = child.open(request.link()).text("request_id");
            Answer said = child.sayNotAble(id);
            assertThat(said.json().path("shared").booleanValue()).isFalse();
            assertThat(last().kind()).isEqualTo(EventKind.DEFERRED);
            assertThat(last().terms().representation()).contains(new Representation.WithGuardian(Views.NOT_ABLE));
            assertThat(request.received())
                    .isEqualTo(new AuthorizationResponse.Declined("access_denied", NotAble.DESCRIPTION));
            assertThat(newestHistory(child).path("kind").stringValue()).isEqualTo("not_able");
            assertThat(child.api().get("requests").json()).isEmpty();
            assertThat(child.api().get("consents").json()).isEmpty();
            assertThat(child.sayNotAble(id).status()).isEqualTo(404);
        }

        @Test
        void cannotSay_afterLater_isOneEntry() {
            String id = child.open(request.link()).text("request_id");
            child.defer(id);
            int before = World.LEDGER.size();
            assertThat(child.sayNotAble(id).status()).isEqualTo(200);
            assertThat(World.LEDGER.size()).isEqualTo(before);
            assertThat(newestHistory(child).path("kind").stringValue()).isEqualTo("not_able");
        }

        @Test
        void cannotSay_unheard_waitsHereForAnotherTry() {
            String id = child.open(request.link()).text("request_id");
            World.VERIFIER.answerWith(503, Map.of(), "");
            Answer unheard = child.sayNotAble(id);
            assertThat(unheard.text("reason")).isEqualTo("not_able_unheard");
            assertThat(unheard.json().path("shared").booleanValue()).isFalse();
            assertThat(child.api().get("requests").json()).hasSize(1);
            World.VERIFIER.answerWith(200, Map.of("Content-Type", "application/json"), "{}");
            assertThat(child.sayNotAble(id).status()).isEqualTo(200);
            assertThat(child.api().get("requests").json()).isEmpty();
        }

        @Test
        void cannotSay_ledgerAway_isToldAllTheSame() {
            String id = child.open(request.link()).text("request_id");
            World.LEDGER.be(Mood.DOWN);
            assertThat(child.sayNotAble(id).status()).isEqualTo(200);
            assertThat(request.received())
                    .isEqualTo(new AuthorizationResponse.Declined("access_denied", NotAble.DESCRIPTION));
        }

        @Test
        void cannotSay_ofAQuestionToSomebodyOfAge_isNoAnswer() {
            String id = child.open(World.VERIFIER.fetchDiploma().link()).text("request_id");
            assertThat(child.sayNotAble(id).text("reason")).isEqualTo("wrong_step");
            assertThat(World.VERIFIER.posts()).isEmpty();
            assertThat(World.LEDGER.calls("POST", "/v1/consents")).isEmpty();
        }
    }

    @Nested
    class Guardian {
        private final TestHolder guardian = TestHolder.withServerKeyring(baseUrl);
        private Request answered = World.VERIFIER.fetchDiplomaOfAYoungPerson();

        @BeforeEach
        void childSaysYes() {
            answered = World.VERIFIER.fetchDiplomaOfAYoungPerson();
            child.approve(child.open(answered.link()).text("request_id"));
        }

        private void receiveMandate() {
            assertThat(guardian.receive(World.COURT.offer("guardian-mandate")).status()).isEqualTo(200);
        }

        private static void receiveWith(TestHolder holder, Consumer<ObjectNode> change) {
            World.COURT.changeClaims(change);
            assertThat(holder.receive(World.COURT.offer("guardian-mandate")).status()).isEqualTo(200);
        }

        @Test
        void screen_saysWhoAsksWhatForAndThatTheYoungPersonSaidYes_andTellsTheCardsApart() {
            receiveMandate();
            JsonNode screen = guardian.open(World.VERIFIER.askGuardian(answered).link()).json();
            JsonNode ward = screen.path("exchange").path("ward");
            assertThat(ward.path("views").stringValue()).isEqualTo("yes");
            assertThat(ward.path("request_hash").stringValue())
                    .isEqualTo(RequestHash.of(answered.object()).value());
            assertThat(screen.path("exchange").has("guardian")).isFalse();
            assertThat(screen.path("over_asking")).isEmpty();
            assertThat(screen.path("can_answer").booleanValue()).isTrue();
            JsonNode option = screen.path("options").get(0);
            assertThat(option.path("own").path("issuer").stringValue()).isEqualTo("Juvenile Court");
            assertThat(option.path("own").path("what").toString()).contains("JC-2026-77")
                    .doesNotContain("mYk3-0123456789");
            assertThat(option.path("what").toString()).contains("2099").doesNotContain("JC-2026-77");
            assertThat(screen.path("notice").stringValue())
                    .contains("You are asked as a guardian. The young person was asked before you and said yes.",
                            "The young person can see what you decide.")
                    .doesNotContain("only that it is you");
        }

        @Test
        void yes_isARecordOfTheGuardiansOwn_aboutWhatTheYoungPersonAnswered() {
            receiveMandate();
            ConsentEvent childs = last();
            Request request = World.VERIFIER.askGuardian(answered);
            Answer shared = guardian.approve(guardian.open(request.link()).text("request_id"));
            assertThat(shared.json().path("shared").booleanValue()).isTrue();
            var forWard = new Representation.ForWard(RequestHash.of(answered.object()));
            assertThat(last().kind()).isEqualTo(EventKind.GIVEN);
            assertThat(last().terms().representation()).contains(forWard);
            assertThat(approved(guardian, shared).terms().representation()).contains(forWard);
            assertThat(last().relation()).isNotEqualTo(childs.relation());
            assertThat(last().record()).isNotEqualTo(childs.record());
            assertThat(last().terms().source()).isEqualTo(childs.terms().source());
            assertThat(last().terms().categories()).isEqualTo(childs.terms().categories());
            assertThat(newestHistory(guardian).path("represented").stringValue()).isEqualTo("ward");
        }

        @Test
        void answer_showsTheMandateAndTheReference_andNothingElseOfTheCard() {
            receiveMandate();
            Request request = World.VERIFIER.askGuardian(answered);
            guardian.approve(guardian.open(request.link()).text("request_id"));
            assertThat(request.received()).isInstanceOfSatisfying(AuthorizationResponse.Presented.class, presented -> {
                var card = UnverifiedSdJwtVc
                        .parse(presented.vpToken().presentations().getOrDefault("q1", List.of("")).getFirst());
                assertThat(card.disclosures().stream().map(one -> one.claimName().orElse("")))
                        .containsExactlyInAnyOrder("mandate", "guardian_reference");
            });
        }

        @Test
        void browserKeyring_signsTheSame() {
            TestHolder browser = TestHolder.withBrowserKeyring(baseUrl);
            browser.receive(World.COURT.offer("guardian-mandate"));
            Answer shared = browser
                    .approve(browser.open(World.VERIFIER.askGuardian(answered).link()).text("request_id"));
            assertThat(shared.json().path("shared").booleanValue()).isTrue();
            assertThat(approved(browser, shared).terms().representation())
                    .contains(new Representation.ForWard(RequestHash.of(answered.object())));
        }

        @Test
        void mandateThatEndsEarlier_endsTheConsent() {
            LocalDate soon = LocalDate.ofInstant(World.now().plus(Duration.ofDays(20)), ZoneOffset.UTC);
            receiveWith(guardian, claims -> ((ObjectNode) claims.path("mandate")).put("until", soon.toString()));
            guardian.approve(guardian.open(World.VERIFIER.askGuardian(answered).link()).text("request_id"));
            Instant day = soon.atStartOfDay(ZoneOffset.UTC).toInstant();
            assertThat(last().terms().validUntil().orElseThrow()).isBetween(day.minus(Duration.ofHours(14)),
                    day.plus(Duration.ofHours(14)));
            JsonNode consent = guardian.api().get("consents").json().get(0);
            assertThat(Instant.parse(consent.path("delivery").path("until").stringValue()))
                    .isEqualTo(last().terms().validUntil().orElseThrow());
        }

        @Test
        void no_isEnteredAsAGuardians_andIsAnsweredLikeEveryRefusal() {
            receiveMandate();
            Request request = World.VERIFIER.askGuardian(answered);
            guardian.refuse(guardian.open(request.link()).text("request_id"));
            assertThat(last().kind()).isEqualTo(EventKind.REFUSED);
            assertThat(last().terms().representation())
                    .contains(new Representation.ForWard(RequestHash.of(answered.object())));
            assertThat(request.received()).isEqualTo(new AuthorizationResponse.Declined("access_denied", ""));
        }

        @Test
        void later_waitsWithTheGuardian_whoCannotSayThatTheyCannotSay() {
            receiveMandate();
            String id = guardian.open(World.VERIFIER.askGuardian(answered).link()).text("request_id");
            assertThat(guardian.sayNotAble(id).text("reason")).isEqualTo("wrong_step");
            guardian.defer(id);
            assertThat(last().kind()).isEqualTo(EventKind.DEFERRED);
            assertThat(last().terms().representation())
                    .contains(new Representation.ForWard(RequestHash.of(answered.object())));
            assertThat(World.VERIFIER.posts()).hasSize(1);
        }

        @Test
        void noCard_noAnswer() {
            Answer screen = guardian.open(World.VERIFIER.askGuardian(answered).link());
            assertThat(screen.json().path("can_answer").booleanValue()).isFalse();
            assertThat(guardian.approve(screen.text("request_id")).text("reason")).isEqualTo("cannot_answer");
            assertThat(child.open(World.VERIFIER.askGuardian(answered).link()).json().path("can_answer").booleanValue())
                    .as("a card of the source shows nothing of a mandate")
                    .isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"ended", "other_matters", "no_scope", "no_reference"})
        void mandateThatLetsNobodyDecideThis_cannotAnswer(String flaw) {
            receiveWith(guardian, claims -> {
                ObjectNode mandate = (ObjectNode) claims.path("mandate");
                switch (flaw) {
                    case "ended" -> mandate.put("until", "2026-01-01");
                    case "other_matters" -> mandate.putArray("scope").add("health");
                    case "no_scope" -> mandate.remove("scope");
                    default -> claims.remove("guardian_reference");
                }
            });
            Answer screen = guardian.open(World.VERIFIER.askGuardian(answered).link());
            assertThat(screen.json().path("can_answer").booleanValue()).isFalse();
        }

        @Test
        void dataBeyondTheRegisteredUse_areOverAsking_forAGuardianToo() {
            receiveMandate();
            var terms = FakeVerifier.diploma()
                    .forGuardian("q1", RequestHash.of(answered.object()), Views.YES,
                            List.of(new CredentialCategory(World.QUALIFICATION,
                                    List.of(List.of("birthdate")))));
            Answer screen = guardian.open(World.VERIFIER.askGuardian(terms).link());
            assertThat(screen.json().path("over_asking")).hasSize(1);
            assertThat(screen.json().path("can_answer").booleanValue()).isFalse();
            assertThat(guardian.approve(screen.text("request_id"), "over_asking").text("reason"))
                    .isEqualTo("over_asking");
        }

        @Test
        void twoCards_areBothOffered() {
            receiveMandate();
            receiveWith(guardian, claims -> claims.put("case", "JC-2026-78"));
            JsonNode options = guardian.open(World.VERIFIER.askGuardian(answered).link()).json().path("options");
            assertThat(options.valueStream().map(option -> option.path("own").path("what").toString()))
                    .hasSize(2)
                    .anyMatch(own -> own.contains("JC-2026-77"))
                    .anyMatch(own -> own.contains("JC-2026-78"));
        }

        @Test
        void part_isWhatTheGuardianAgreesTo() {
            receiveMandate();
            String id = guardian.open(World.VERIFIER.askGuardian(answered).link()).text("request_id");
            guardian.approvePart(id, "[{'vct':'" + World.QUALIFICATION + "','claims':[['qualification']]}]");
            assertThat(last().terms().categories().getFirst().claims()).isEqualTo(List.of(List.of("qualification")));
            assertThat(last().terms().representation()).isPresent();
        }
    }
}
