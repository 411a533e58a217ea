package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.SignedEvent;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.json.StrictJson;
import org.amana.core.register.CredentialCategory;
import org.amana.core.sdjwt.RequiredKeyBinding;
import org.amana.core.sdjwt.SdJwtVcVerdict;
import org.amana.core.sdjwt.SdJwtVcVerifier;
import org.amana.core.sdjwt.TypeMetadataSource;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.testing.Spec;
import org.amana.core.trust.ChainValidator;
import org.amana.core.vp.AuthorizationResponse;
import org.amana.core.vp.ClientId;
import org.amana.support.trust.TrustListSource;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** One office is to send data to another: the person is asked, answers yes, no, less or later, and nothing else counts. */
@WalletTest
class ExchangeTest {

    private final String baseUrl;
    private final TrustListSource trust;
    private final TestHolder holder;

    ExchangeTest(@Value("${amana.base-url}") String baseUrl, @Autowired TrustListSource trust) {
        this.baseUrl = baseUrl;
        this.trust = trust;
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void receive() {
        World.calm();
        assertThat(holder.receive(World.ISSUER.offer("qualification")).status()).isEqualTo(200);
    }

    private static String presented(Request request) {
        return request.received() instanceof AuthorizationResponse.Presented(var token)
                ? token.presentations().getOrDefault("q1", List.of("")).getFirst()
                : "";
    }

    private static ConsentEvent last() {
        SignedEvent event = World.LEDGER.events().getLast();
        return ((SignedConsentEvent) event).event();
    }

    private JsonNode consent() {
        return holder.api().get("consents").json().get(0);
    }

    private JsonNode newestHistory() {
        return holder.api().get("history").json().get(0);
    }

    private SdJwtVcVerdict verdict(Request request, List<String> transactionData) {
        return new SdJwtVcVerifier(new ChainValidator(), TypeMetadataSource.ofSchemas(), Clock.systemUTC())
                .verifyPresentation(presented(request),
                        Optional.of(new RequiredKeyBinding(request.nonce(),
                                ClientId.x509Hash(World.VERIFIER.key().chain().getFirst()).toString(),
                                Duration.ofMinutes(5), transactionData)),
                        trust.issuersOf(World.QUALIFICATION));
    }

    @Nested
    class Screen {

        @Test
        void screen_saysWhichOfficeSendsWhatHowOftenUntilWhen_andThatNothingIsShown() {
            JsonNode screen = holder.open(World.VERIFIER.fetchDiploma().link()).json();
            JsonNode exchange = screen.path("exchange");
            assertThat(exchange.path("source").path("name").stringValue()).isEqualTo("Labour Office");
            assertThat(exchange.path("source").path("identifier").stringValue()).isEqualTo(World.ISSUER.id());
            assertThat(exchange.path("every").stringValue()).isEqualTo("P1M");
            assertThat(exchange.path("sends")
                    .get(0)
                    .path("claims")
                    .valueStream()
                    .map(claim -> claim.path("label").stringValue()))
                    .containsExactly("Qualification and decision", "Given name");
            assertThat(screen.path("options").get(0).path("what")).isEmpty();
            assertThat(screen.path("why").path("consent").booleanValue()).isTrue();
            assertThat(screen.path("can_answer").booleanValue()).isTrue();
            assertThat(World.VERIFIER.posts()).isEmpty();
        }

        @Test
        void screen_inArabic_namesTheOfficeAsTheListDoes() {
            JsonNode screen = holder.api()
                    .with("Accept-Language", "ar")
                    .post("requests", StrictJson.object().put("request", World.VERIFIER.fetchDiploma().link()))
                    .json();
            assertThat(screen.path("exchange").path("source").path("name").stringValue()).isEqualTo("مكتب العمل");
            assertThat(screen.path("notice").stringValue()).contains("مكتب العمل", "كل شهر");
        }

        @Test
        void notice_saysAllOfIt() {
            String notice = holder.open(World.VERIFIER.fetchDiploma().link()).text("notice");
            assertThat(notice.replace("\u2068", "").replace("\u2069", "").lines()).contains(
                    "Which office sends it: Labour Office (" + World.ISSUER.id() + ")", "How often: Every month",
                    "What it sends, Recognised qualification: Qualification and decision, Given name",
                    "What they see now: only that it is you",
                    "If you say no: You bring the diploma yourself. It counts the same.");
        }

        @Test
        void cardOfAnotherType_cannotAnswer() {
            TestHolder other = TestHolder.withServerKeyring(baseUrl);
            other.receive(World.ISSUER.offer("right-to-work"));
            Answer screen = other.open(World.VERIFIER.fetchDiploma().link());
            assertThat(screen.json().path("can_answer").booleanValue()).isFalse();
            assertThat(other.approve(screen.text("request_id")).text("reason")).isEqualTo("cannot_answer");
        }
    }

    @Nested
    class Yes {

        @Test
        void consent_namesSourceDataAndEnd_beforeTheAnswerLeaves() {
            Request request = World.VERIFIER.fetchDiploma();
            ExchangeTerms terms = FakeVerifier.diploma();
            assertThat(holder.approve(holder.open(request.link()).text("request_id"))
                    .json()
                    .path("shared")
                    .booleanValue()).isTrue();
            ConsentEvent given = last();
            assertThat(given.kind()).isEqualTo(EventKind.GIVEN);
            assertThat(given.terms().source()).contains(World.ISSUER.id());
            assertThat(given.terms().categories()).isEqualTo(terms.categories());
            assertThat(given.terms().validUntil().orElseThrow()).isBetween(terms.until().minusSeconds(60),
                    terms.until());
            assertThat(given.requestHash()).isEqualTo(RequestHash.of(request.object()));
            assertThat(World.LEDGER.calls("POST", "/v1/").stream().map(call -> call.path()))
                    .containsExactly("/v1/entries", "/v1/consents");
            assertThat(consent().path("delivery").path("source").stringValue()).isEqualTo("Labour Office");
            assertThat(consent().path("delivery").path("every").stringValue()).isEqualTo("P1M");
            assertThat(consent().path("cards").get(0).path("claims").valueStream().map(JsonNode::stringValue))
                    .containsExactly("Qualification and decision", "Given name");
            assertThat(consent().path("can_withdraw").booleanValue()).isTrue();
            assertThat(newestHistory().path("kind").stringValue()).isEqualTo("consented");
            assertThat(newestHistory().path("source").path("name").stringValue()).isEqualTo("Labour Office");
        }

        @Test
        @Spec("OID4VP-1FINAL-B.3.3")
        void keyOfTheCard_signsOverTheTerms_andShowsNothing() {
            ExchangeTerms terms = FakeVerifier.diploma();
            Request request = World.VERIFIER.exchange(FakeVerifier.FETCH, terms);
            holder.approve(holder.open(request.link()).text("request_id"));
            assertThat(verdict(request, List.of(terms.encode()))).isInstanceOf(SdJwtVcVerdict.Verified.class);
            ExchangeTerms longer = new ExchangeTerms("q1", terms.source(), terms.categories(),
                    terms.until().plusSeconds(1), terms.every());
            assertThat(verdict(request, List.of(longer.encode()))).isInstanceOf(SdJwtVcVerdict.Rejected.class);
            assertThat(UnverifiedSdJwtVc.parse(presented(request)).disclosures()).isEmpty();
        }

        @Test
        void browserKeyring_signsTheSame() {
            TestHolder browser = TestHolder.withBrowserKeyring(baseUrl);
            browser.receive(World.ISSUER.offer("qualification"));
            ExchangeTerms terms = FakeVerifier.diploma();
            Request request = World.VERIFIER.exchange(FakeVerifier.FETCH, terms);
            browser.approve(browser.open(request.link()).text("request_id"));
            assertThat(verdict(request, List.of(terms.encode()))).isInstanceOf(SdJwtVcVerdict.Verified.class);
        }

        @Test
        void ledgerAway_nothingLeaves() {
            String id = holder.open(World.VERIFIER.fetchDiploma().link()).text("request_id");
            World.LEDGER.be(Mood.DOWN);
            assertThat(holder.approve(id).text("reason")).isEqualTo("ledger_down");
            assertThat(World.VERIFIER.posts()).isEmpty();
            assertThat(holder.api().get("consents").json()).isEmpty();
        }

        @Test
        void withdrawal_isOneTap_andNamesTheSourceToo() {
            holder.approve(holder.open(World.VERIFIER.fetchDiploma().link()).text("request_id"));
            Answer withdrawn = holder.api()
                    .post("consents/" + consent().path("record").stringValue() + "/withdraw", "{}");
            assertThat(withdrawn.text("state")).isEqualTo("withdrawn");
            assertThat(last().kind()).isEqualTo(EventKind.WITHDRAWN);
            assertThat(last().terms().source()).contains(World.ISSUER.id());
        }
    }

    /** The same text stands in exchange-terms.test.mjs: browser and service make one form of the terms. */
    @Test
    void terms_areWrittenAsTheBrowserWritesThem() {
        ExchangeTerms terms = new ExchangeTerms("subject", "https://issuer.example/recognition-office",
                List.of(new CredentialCategory(World.QUALIFICATION,
                        List.of(List.of("qualification"), List.of("given_name")))),
                Instant.parse("2027-05-22T00:00:00Z"), Optional.of(Period.ofMonths(1)));
        assertThat(terms.encode())
                .isEqualTo("eyJjYXRlZ29yaWVzIjpbeyJjbGFpbXMiOltbInF1YWxpZmljYXRpb24iXSxbImdpdmVuX25hbWUiXV0s"
                        + "InZjdCI6Imh0dHBzOi8vYW1hbmEuZXhhbXBsZS92Y3QvcXVhbGlmaWNhdGlvbiJ9XSwiY3JlZGVudGlh"
                        + "bF9pZHMiOlsic3ViamVjdCJdLCJldmVyeSI6IlAxTSIsInNvdXJjZSI6Imh0dHBzOi8vaXNzdWVyLmV4"
                        + "YW1wbGUvcmVjb2duaXRpb24tb2ZmaWNlIiwidHlwZSI6Imh0dHBzOi8vYW1hbmEuZXhhbXBsZS9leGNo"
                        + "YW5nZS92MSIsInVudGlsIjoiMjAyNy0wNS0yMlQwMDowMDowMFoifQ");
    }

    @Nested
    class No {

        @Test
        void refusal_isEnteredWithTheSource_andNothingIsShared() {
            Request request = World.VERIFIER.fetchDiploma();
            Answer refused = holder.refuse(holder.open(request.link()).text("request_id"));
            assertThat(refused.json().path("shared").booleanValue()).isFalse();
            assertThat(last().kind()).isEqualTo(EventKind.REFUSED);
            assertThat(last().terms().source()).contains(World.ISSUER.id());
            assertThat(request.received()).isInstanceOf(AuthorizationResponse.Declined.class);
        }
    }

    @Nested
    class Less {

        @Test
        void part_isWhatTheConsentNames_whileTheKeySignsOverWhatWasAsked() {
            ExchangeTerms terms = FakeVerifier.diploma();
            Request request = World.VERIFIER.exchange(FakeVerifier.FETCH, terms);
            String id = holder.open(request.link()).text("request_id");
            Answer shared = holder.approvePart(id,
                    "[{'vct':'" + World.QUALIFICATION + "','claims':[['qualification']]}]");
            assertThat(shared.json().path("shared").booleanValue()).isTrue();
            assertThat(last().terms().categories()).containsExactly(
                    new CredentialCategory(World.QUALIFICATION, List.of(List.of("qualification"))));
            assertThat(verdict(request, List.of(terms.encode()))).isInstanceOf(SdJwtVcVerdict.Verified.class);
            assertThat(consent().path("cards").get(0).path("claims").valueStream().map(JsonNode::stringValue))
                    .containsExactly("Qualification and decision");
        }

        @Test
        void moreThanAsked_nothingAtAll_orNoCategories_isNotUnderstood() {
            String id = holder.open(World.VERIFIER.fetchDiploma().link()).text("request_id");
            for (String send : new String[]{"[{'vct':'" + World.QUALIFICATION + "','claims':[['family_name']]}]",
                    "[{'vct':'" + World.WORK + "','claims':[['qualification']]}]", "[]",
                    "[{'vct':'" + World.QUALIFICATION + "','claims':[]}]", "'all'", "[7]"}) {
                assertThat(holder.approvePart(id, send).text("reason")).as(send).isEqualTo("unreadable_request");
            }
            assertThat(World.LEDGER.calls("POST", "/v1/entries")).isEmpty();
            assertThat(World.VERIFIER.posts()).isEmpty();
        }
    }

    @Nested
    class Later {

        @Test
        void deferred_isEntered_tellsTheRequesterNothing_andWaitsInTheWallet() {
            Answer screen = holder.open(World.VERIFIER.fetchDiploma().link());
            assertThat(holder.defer(screen.text("request_id")).status()).isEqualTo(204);
            assertThat(last().kind()).isEqualTo(EventKind.DEFERRED);
            assertThat(World.VERIFIER.posts()).isEmpty();
            assertThat(holder.api().get("consents").json()).isEmpty();
            JsonNode waiting = holder.api().get("requests").json();
            assertThat(waiting).hasSize(1);
            assertThat(waiting.get(0).path("request_id").stringValue()).isEqualTo(screen.text("request_id"));
            assertThat(waiting.get(0).path("party").stringValue()).isEqualTo("Harbour Bakery");
            assertThat(newestHistory().path("kind").stringValue()).isEqualTo("deferred");
        }

        @Test
        void yesAfterwards_isTheSameRecord_andTheListIsEmpty() {
            Request request = World.VERIFIER.fetchDiploma();
            String id = holder.open(request.link()).text("request_id");
            holder.defer(id);
            String record = last().record().value();
            assertThat(holder.api().get("requests/" + id).status()).isEqualTo(200);
            assertThat(holder.approve(id).json().path("shared").booleanValue()).isTrue();
            assertThat(last().kind()).isEqualTo(EventKind.GIVEN);
            assertThat(last().record().value()).isEqualTo(record);
            assertThat(last().position().seq()).isEqualTo(2);
            assertThat(holder.api().get("requests").json()).isEmpty();
        }

        @Test
        void noAfterwards_isTheSameRecord() {
            String id = holder.open(World.VERIFIER.fetchDiploma().link()).text("request_id");
            holder.defer(id);
            String record = last().record().value();
            holder.refuse(id);
            assertThat(last().kind()).isEqualTo(EventKind.REFUSED);
            assertThat(last().record().value()).isEqualTo(record);
        }

        @Test
        void twice_orScannedAgain_isOneEntryAndOneQuestion() {
            String link = World.VERIFIER.fetchDiploma().link();
            String id = holder.open(link).text("request_id");
            int before = World.LEDGER.size();
            holder.defer(id);
            holder.defer(id);
            assertThat(World.LEDGER.size()).isEqualTo(before + 1);
            assertThat(holder.open(link).text("request_id")).isEqualTo(id);
        }

        @Test
        void ledgerAway_itWaitsAllTheSame_andItsEntryComesFirst() {
            String id = holder.open(World.VERIFIER.fetchDiploma().link()).text("request_id");
            World.LEDGER.be(Mood.DOWN);
            assertThat(holder.defer(id).status()).isEqualTo(204);
            World.LEDGER.be(Mood.HONEST);
            int before = World.LEDGER.events().size();
            holder.approve(id);
            assertThat(World.LEDGER.events().stream().skip(before).map(SignedEvent::kind))
                    .containsExactly(EventKind.DEFERRED, EventKind.GIVEN);
        }

        @Test
        void approvalThatIsNoConsent_cannotBePutOff() {
            holder.receive(World.ISSUER.offer("right-to-work"));
            String id = holder.open(World.VERIFIER.check().link()).text("request_id");
            assertThat(holder.defer(id).text("reason")).isEqualTo("wrong_step");
            assertThat(TestHolder.withServerKeyring(baseUrl).defer(id).status()).isEqualTo(404);
        }
    }

    @Nested
    class Caution {

        @Test
        void overAsking_isNamed_andNoActOfThePersonPassesIt() {
            ExchangeTerms asked = FakeVerifier.diploma();
            Answer screen = holder.open(World.VERIFIER.exchange(FakeVerifier.FETCH,
                    new ExchangeTerms("q1", asked.source(),
                            List.of(new CredentialCategory(World.QUALIFICATION,
                                    List.of(List.of("qualification"), List.of("birthdate")))),
                            asked.until().truncatedTo(ChronoUnit.DAYS), asked.every()))
                    .link());
            assertThat(screen.json().path("over_asking")).hasSize(1);
            assertThat(screen.json().path("can_answer").booleanValue()).isFalse();
            String id = screen.text("request_id");
            assertThat(holder.approve(id).text("reason")).isEqualTo("over_asking");
            assertThat(holder.approve(id, "over_asking").text("reason")).isEqualTo("over_asking");
            assertThat(World.LEDGER.calls("POST", "/v1/entries")).isEmpty();
            assertThat(holder.refuse(id).status()).isEqualTo(200);
        }
    }
}
