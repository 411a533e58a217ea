package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.jose.Jwks;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.sdjwt.RequiredKeyBinding;
import org.amana.core.sdjwt.SdJwtVcVerdict;
import org.amana.core.sdjwt.SdJwtVcVerifier;
import org.amana.core.sdjwt.TypeMetadataSource;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.trust.ChainValidator;
import org.amana.core.vp.AuthorizationResponse;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@WalletTest
class ShowCardTest {

    private final String baseUrl;
    private final TrustListSource trust;
    private final TestHolder holder;

    ShowCardTest(@Value("${amana.base-url}") String baseUrl, @Autowired TrustListSource trust) {
        this.baseUrl = baseUrl;
        this.trust = trust;
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void receive() {
        World.calm();
        assertThat(holder.receive(World.ISSUER.offer("right-to-work")).status()).isEqualTo(200);
    }

    private static String id(Answer screen) {
        return screen.text("request_id");
    }

    private static String presented(Request request) {
        return request.received() instanceof AuthorizationResponse.Presented(var token)
                ? token.presentations().getOrDefault("q1", List.of("")).getFirst()
                : "";
    }

    private JsonNode newestHistory() {
        return holder.api().get("history").json().get(0);
    }

    private void assertNothingShared(Answer answer, String reason) {
        assertThat(answer.text("reason")).isEqualTo(reason);
        assertThat(answer.json().path("shared").booleanValue()).isFalse();
        assertThat(answer.text("detail")).contains("Nothing was shared");
        assertThat(World.VERIFIER.posts()).isEmpty();
    }

    @Nested
    class Screen {

        @Test
        void screen_saysWhoWhyWhatAndWhatNot() {
            JsonNode screen = holder.open(World.VERIFIER.check().link()).json();
            assertThat(screen.path("who").path("name").stringValue()).isEqualTo("Harbour Bakery");
            assertThat(screen.path("who").path("registered").booleanValue()).isTrue();
            assertThat(screen.path("who").path("registrar").stringValue()).isEqualTo("National register");
            assertThat(screen.path("who").path("first_time").booleanValue()).isTrue();
            assertThat(screen.path("why").path("purpose").stringValue()).isEqualTo("Check your right to work");
            assertThat(screen.path("why").path("consent").booleanValue()).isFalse();
            JsonNode option = screen.path("options").get(0);
            assertThat(option.path("what").valueStream().map(claim -> claim.path("label").stringValue())).contains(
                    "May work", "Given name").doesNotContain("Document number", "Family name");
            assertThat(option.path("not_shown").valueStream().map(JsonNode::stringValue)).containsExactlyInAnyOrder(
                    "Family name", "Portrait", "Document number");
            assertThat(screen.path("over_asking")).isEmpty();
            assertThat(screen.path("warnings")).isEmpty();
            assertThat(World.VERIFIER.posts()).isEmpty();
        }

        @Test
        void screen_inArabic_hasTheRegistersArabicWords() {
            JsonNode screen = holder.api()
                    .with("Accept-Language", "ar")
                    .post("requests", StrictJson.object().put("request", World.VERIFIER.check().link()))
                    .json();
            assertThat(screen.path("who").path("name").stringValue()).isEqualTo("مخبز الميناء");
            assertThat(screen.path("why").path("purpose").stringValue()).isEqualTo("التحقق من حقك في العمل");
        }

        @Test
        void screen_aSecondTime_saysWhenTheyLastSawACard() {
            holder.approve(id(holder.open(World.VERIFIER.check().link())));
            JsonNode who = holder.open(World.VERIFIER.check().link()).json().path("who");
            assertThat(who.path("first_time").booleanValue()).isFalse();
            assertThat(who.path("last_time").stringValue()).isNotEmpty();
        }

        @Test
        void screen_afterTheNewestEntryWasDeleted_saysTheOneBefore() {
            holder.approve(id(holder.open(World.VERIFIER.check().link())));
            JsonNode before = newestHistory();
            holder.approve(id(holder.open(World.VERIFIER.check().link())));
            holder.api().delete("history/" + newestHistory().path("id").stringValue());

            JsonNode who = holder.open(World.VERIFIER.check().link()).json().path("who");

            assertThat(who.path("last_time").stringValue()).isEqualTo(before.path("at").stringValue());
        }

        @Test
        void screen_afterEveryEntryWasDeleted_doesNotKnowThePartyAnyMore() {
            holder.approve(id(holder.open(World.VERIFIER.check().link())));
            holder.approve(id(holder.open(World.VERIFIER.check().link())));
            for (int i = 0; i < 2; i++) {
                holder.api().delete("history/" + newestHistory().path("id").stringValue());
            }

            JsonNode who = holder.open(World.VERIFIER.check().link()).json().path("who");

            assertThat(who.path("first_time").booleanValue()).isTrue();
        }

        @Test
        void n081_registrationThatDoesNotVerify_isNeverShownAsVerified() {
            JsonNode screen = holder.open(World.VERIFIER.check().info("eyJhbGciOiJFUzI1NiJ9.e30.AAAA").link()).json();
            assertThat(screen.path("who").path("registered").booleanValue()).isFalse();
            assertThat(screen.path("warnings").get(0).path("code").stringValue()).isEqualTo("unregistered");
            assertThat(screen.has("why")).isFalse();
        }

        @Test
        void n173_control_unknownVerifierInfoFormat_isIgnoredAndShownAsUnregistered() {
            Answer screen = holder.open(World.VERIFIER.check()
                    .change(claims -> ((ObjectNode) claims.path("verifier_info")
                            .get(0)).put("format", "something_new"))
                    .link());
            assertThat(screen.status()).isEqualTo(201);
            assertThat(screen.json().path("who").path("registered").booleanValue()).isFalse();
            assertThat(holder.approve(id(screen)).json().path("shared").booleanValue()).isTrue();
        }

        @Test
        void n171_control_issOfTheRequestObjectDiffers_isIgnored() {
            assertThat(holder.open(World.VERIFIER.check()
                    .change(claims -> claims.put("iss", "https://other.example"))
                    .link()).status()).isEqualTo(201);
        }

        @Test
        void cardIsSuspended_theScreenWarns() {
            World.ISSUER.setStatus(2);
            TestHolder fresh = TestHolder.withServerKeyring(baseUrl);
            fresh.receive(World.ISSUER.offer("right-to-work"));
            JsonNode screen = awaitState(fresh, "suspended");
            assertThat(screen.path("warnings").valueStream().map(one -> one.path("code").stringValue())).contains(
                    "card_suspended");
        }

        private JsonNode awaitState(TestHolder fresh, String state) {
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (System.nanoTime() < end) {
                JsonNode screen = fresh.open(World.VERIFIER.check().link()).json();
                if (screen.path("options").get(0).path("cards").get(0).path("state").stringValue().equals(state)) {
                    return screen;
                }
                Thread.onSpinWait();
            }
            throw new AssertionError("the card never became " + state);
        }
    }

    @Nested
    class Approve {

        @Test
        void approval_isInTheLedgerBeforeTheCardLeaves_andTheVerifierCanCheckBoth() {
            Request request = World.VERIFIER.check();
            int before = World.LEDGER.size();
            Answer shown = holder.approve(id(holder.open(request.link())));
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.json().path("shared").booleanValue()).isTrue();
            assertThat(World.LEDGER.size()).isEqualTo(before + 1);
            assertThat(World.LEDGER.calls("POST", "/v1/entries")).hasSize(1);
            String clientId = URLDecoder.decode(request.link().replaceFirst(".*client_id=([^&]*).*", "$1"),
                    StandardCharsets.UTF_8);
            SdJwtVcVerdict verdict = new SdJwtVcVerifier(new ChainValidator(), TypeMetadataSource.ofSchemas(),
                    Clock.systemUTC()).verifyPresentation(presented(request),
                            Optional.of(RequiredKeyBinding.of(request.nonce(), clientId)), trust.issuersOf(World.WORK));
            assertThat(verdict).isInstanceOfSatisfying(SdJwtVcVerdict.Verified.class,
                    verified -> assertThat(verified.credential().claims().has("family_name")).isFalse());
        }

        @Test
        void receipt_verifiesAgainstTheLedgersKeyAndNamesNoValue() {
            Answer shown = holder.approve(id(holder.open(World.VERIFIER.check().link())));
            JsonNode stored = holder.api().get("receipts/" + shown.text("receipt")).json();
            ConsentReceipt receipt = ConsentReceipt.parse(stored.path("receipt"));
            assertThat(receipt.verify(World.LEDGER.log())).isInstanceOfSatisfying(ReceiptVerdict.Verified.class,
                    verified -> assertThat(verified.event().kind()).isEqualTo(EventKind.APPROVED));
            String event = new String(receipt.opening().event(), StandardCharsets.UTF_8);
            assertThat(event).contains("work_permission").doesNotContain("Amina").doesNotContain("10.71");
        }

        @Test
        void ledger_learnsThirtyThreeBytesAndNothingElse() {
            holder.approve(id(holder.open(World.VERIFIER.check().link())));
            assertThat(World.LEDGER.calls("POST", "/v1/entries")).singleElement().satisfies(call -> {
                assertThat(call.json().propertyNames()).containsExactly("commitment");
                assertThat(call.headers().toString()).doesNotContain(holder.walletId());
            });
        }

        @Test
        void history_holdsNamesAndNoValues() {
            holder.approve(id(holder.open(World.VERIFIER.check().link())));
            JsonNode entry = newestHistory();
            assertThat(entry.path("kind").stringValue()).isEqualTo("presented");
            assertThat(entry.path("shared").booleanValue()).isTrue();
            assertThat(entry.path("party").path("name").stringValue()).isEqualTo("Harbour Bakery");
            assertThat(entry.path("cards").get(0).path("claims").valueStream().map(JsonNode::stringValue))
                    .containsExactlyInAnyOrder("Permission to work", "Given name");
            assertThat(entry.toString()).doesNotContain("Amina").doesNotContain("2027-12-31");
        }

        @Test
        void copies_areShownOnceEach_andTheLastOneAgainWithAWarning() {
            var seen = new HashSet<String>();
            for (int i = 0; i < 3; i++) {
                Request request = World.VERIFIER.check();
                holder.approve(id(holder.open(request.link())));
                seen.add(presented(request).split("~", 2)[0]);
            }
            assertThat(seen).hasSize(3);
            Request fourth = World.VERIFIER.check();
            JsonNode screen = holder.open(fourth.link()).json();
            assertThat(screen.path("warnings").get(0).path("code").stringValue()).isEqualTo("last_copy");
            holder.approve(screen.path("request_id").stringValue());
            assertThat(seen).contains(presented(fourth).split("~", 2)[0]);
        }

        @Test
        void browserKeyring_signsItself_andTheServiceHoldsNoPrivateKey() {
            TestHolder browser = TestHolder.withBrowserKeyring(baseUrl);
            browser.receive(World.ISSUER.offer("right-to-work"));
            Request request = World.VERIFIER.check();
            Answer shown = browser.approve(id(browser.open(request.link())));
            assertThat(shown.json().path("shared").booleanValue()).isTrue();
            assertThat(UnverifiedSdJwtVc.parse(presented(request)).keyBindingJwt()).isPresent();
        }

        @Test
        void browserKeyring_beforeTheEntryIsCommitted_getsNothingToSign() {
            TestHolder browser = TestHolder.withBrowserKeyring(baseUrl);
            browser.receive(World.ISSUER.offer("right-to-work"));
            String request = id(browser.open(World.VERIFIER.check().link()));
            ObjectNode wish = StrictJson.object().put("option", 0);
            EphemeralKey oneTime = EphemeralKey.generate();
            wish.set("event_key", Jwks.toMinimalJson(oneTime.publicJwk()));
            Answer approved = browser.api().post("requests/" + request + "/approve", wish);
            assertThat(approved.json().path("presentations").get(0).has("signing_input")).isFalse();
            assertThat(browser.api()
                    .post("requests/" + request + "/presentations", "{'signatures':['AA']}")
                    .text("reason"))
                    .isEqualTo("wrong_step");
            Answer forged = browser.api()
                    .post("requests/" + request + "/event", StrictJson.object()
                            .put("signature",
                                    TestHolder.signature(EphemeralKey.generate(),
                                            approved.text("event_signing_input"))));
            assertThat(forged.text("reason")).isEqualTo("wrong_signature");
            assertThat(World.LEDGER.calls("POST", "/v1/entries")).isEmpty();
            World.LEDGER.be(Mood.DOWN);
            ObjectNode signature = StrictJson.object()
                    .put("signature",
                            TestHolder.signature(oneTime, approved.text("event_signing_input")));
            assertNothingShared(browser.api().post("requests/" + request + "/event", signature), "ledger_down");
            World.LEDGER.be(Mood.HONEST);
            JsonNode prepared = browser.api()
                    .post("requests/" + request + "/event", signature)
                    .json()
                    .path("presentations");
            assertThat(prepared.get(0).path("disclosures")).hasSize(2);
            assertThat(browser.present(request, prepared).json().path("shared").booleanValue()).isTrue();
        }

        @Test
        void n170_control_unusableKeysBesideOneUsable_areIgnored() {
            Request request = World.VERIFIER.check().change(claims -> {
                var keys = (ArrayNode) claims.path("client_metadata").path("jwks").path("keys");
                keys.insertObject(0).put("kty", "RSA").put("kid", "r").put("n", "AQAB").put("e", "AQAB");
            });
            assertThat(holder.approve(id(holder.open(request.link()))).json().path("shared").booleanValue()).isTrue();
            assertThat(presented(request)).isNotEmpty();
        }

        @Test
        void n178_requiredSetCannotBeMet_onlyARefusalGoesOut() {
            Request request = World.VERIFIER.keepDiploma();
            Answer screen = holder.open(request.link());
            assertThat(screen.json().path("can_answer").booleanValue()).isFalse();
            Answer approved = holder.approve(id(screen));
            assertNothingShared(approved, "cannot_answer");
            assertThat(holder.refuse(id(screen)).status()).isEqualTo(200);
            assertThat(request.received()).isInstanceOfSatisfying(AuthorizationResponse.Declined.class,
                    declined -> assertThat(declined.error()).isEqualTo("access_denied"));
        }

        @Test
        void n179_queryWithoutClaims_sendsNoDisclosures() {
            Request request = World.VERIFIER.check()
                    .change(claims -> ((ObjectNode) claims.path("dcql_query").path("credentials").get(0))
                            .remove("claims"));
            Answer screen = holder.open(request.link());
            assertThat(screen.json().path("options").get(0).path("what")).isEmpty();
            holder.approve(id(screen));
            assertThat(UnverifiedSdJwtVc.parse(presented(request)).disclosures()).isEmpty();
        }
    }

    @Nested
    class Caution {

        @Test
        void overAsking_isNamedClaimByClaimAndRefusedUnlessSaidSo() {
            Request request = World.VERIFIER.request(FakeVerifier.CHECK, World.WORK,
                    List.of("work_permission", "document_number"));
            Answer screen = holder.open(request.link());
            assertThat(screen.json().path("over_asking").valueStream().map(JsonNode::stringValue)).containsExactly(
                    "Document number");
            Answer refused = holder.approve(id(screen));
            assertNothingShared(refused, "over_asking");
            assertThat(refused.text("title")).contains("Document number");
            assertThat(World.LEDGER.calls("POST", "/v1/entries")).isEmpty();
            assertThat(holder.approve(id(screen), "over_asking").json().path("shared").booleanValue()).isTrue();
        }

        @Test
        void n182_registrationOfSomebodyElse_isACautionAndNeedsItsOwnYes() {
            Request request = World.VERIFIER.check().registeredFor(FakeVerifier.CHECK, "LEIXG-OTHER");
            Answer screen = holder.open(request.link());
            assertThat(screen.json().path("who").path("registered").booleanValue()).isFalse();
            assertThat(screen.json().path("explicit").get(0).stringValue()).isEqualTo("identifier_mismatch");
            assertNothingShared(holder.approve(id(screen)), "identifier_mismatch");
            assertThat(holder.approve(id(screen), "identifier_mismatch").json().path("shared").booleanValue()).isTrue();
        }
    }
}
