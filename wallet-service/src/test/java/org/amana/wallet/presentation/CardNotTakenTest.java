package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.amana.core.vp.AuthorizationResponse;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeLedger.Mood;
import org.amana.wallet.world.FakeVerifier.Request;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** A card that was approved, and a ledger or a verifier that does not take it. */
@WalletTest
class CardNotTakenTest {
    private final String baseUrl;
    private final TestHolder holder;

    CardNotTakenTest(@Value("${amana.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
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
    class LedgerAway {

        @Test
        void ledgerDown_nothingLeavesAndARetryMakesOneEntry() {
            Request request = World.VERIFIER.check();
            String id = id(holder.open(request.link()));
            World.LEDGER.be(Mood.DOWN);
            assertNothingShared(holder.approve(id), "ledger_down");
            assertThat(newestHistory().path("kind").stringValue()).isEqualTo("failed");
            assertThat(newestHistory().path("shared").booleanValue()).isFalse();
            World.LEDGER.be(Mood.BREAKS_AFTER_COMMIT);
            int before = World.LEDGER.size();
            assertNothingShared(holder.approve(id), "ledger_down");
            World.LEDGER.be(Mood.HONEST);
            assertThat(holder.approve(id).json().path("shared").booleanValue()).isTrue();
            assertThat(World.LEDGER.size()).isEqualTo(before + 1);
            assertThat(World.VERIFIER.posts()).hasSize(1);
        }

        @Test
        void ledgerThatCannotProve_isNotBelieved() {
            String id = id(holder.open(World.VERIFIER.check().link()));
            World.LEDGER.be(Mood.LIES);
            assertNothingShared(holder.approve(id), "ledger_unproven");
        }
    }

    @Nested
    class VerifierAnswers {

        private Answer approveWith(int status, Map<String, String> headers) {
            World.VERIFIER.answerWith(status, headers, "");
            return holder.approve(id(holder.open(World.VERIFIER.check().link())));
        }

        @Test
        void n181_redirectOfThePost_isNotFollowed() {
            Answer answer = approveWith(307, Map.of("Location", World.VERIFIER.url("/elsewhere").toString()));
            assertThat(answer.text("reason")).isEqualTo("verifier_address_refused");
            assertThat(World.VERIFIER.calls("POST", "/elsewhere")).isEmpty();
            assertThat(World.VERIFIER.posts()).hasSize(1);
        }

        @Test
        void rejection_saysThatItMayHaveBeenShared() {
            Answer answer = approveWith(400, Map.of());
            assertThat(answer.json().path("shared").booleanValue()).isTrue();
            assertThat(answer.text("detail")).contains("may have been shared");
            assertThat(newestHistory().path("kind").stringValue()).isEqualTo("failed");
            assertThat(newestHistory().path("shared").booleanValue()).isTrue();
        }

        @Test
        void rejection_endsTheRequest() {
            World.VERIFIER.answerWith(400, Map.of(), "");
            String id = id(holder.open(World.VERIFIER.check().link()));
            assertThat(holder.approve(id).text("reason")).isEqualTo("verifier_rejected");
            assertThat(holder.approve(id).status()).isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(ints = {500, 502, 503, 504, 408, 429})
        void verifierIsUnwell_theRequestStaysAndARetryIsTheSameEntryAndTheSameCopy(int status) {
            Request request = World.VERIFIER.check();
            String id = id(holder.open(request.link()));
            int before = World.LEDGER.size();
            World.VERIFIER.answerWith(status, Map.of(), "");
            Answer answer = holder.approve(id);
            assertThat(answer.text("reason")).isEqualTo("verifier_unwell");
            assertThat(answer.text("detail")).contains("do not know if your card arrived", "may have been shared");
            assertThat(answer.text("next")).contains("try again");
            assertThat(newestHistory().path("kind").stringValue()).isEqualTo("failed");
            String first = presented(request);

            World.VERIFIER.answerWith(200, Map.of(), "");
            assertThat(holder.approve(id).json().path("shared").booleanValue()).isTrue();
            assertThat(World.LEDGER.size()).isEqualTo(before + 1);
            assertThat(withoutSignature(presented(request))).isEqualTo(withoutSignature(first));
            assertThat(newestHistory().path("kind").stringValue()).isEqualTo("presented");
        }

        private String withoutSignature(String presentation) {
            return presentation.substring(0, presentation.lastIndexOf('.'));
        }

        @Test
        void retryIsRefused_afterATryOfUnknownEnding_saysThatTheFirstMayHaveArrived() {
            World.VERIFIER.answerWith(503, Map.of(), "");
            String id = id(holder.open(World.VERIFIER.check().link()));
            assertThat(holder.approve(id).text("reason")).isEqualTo("verifier_unwell");
            World.VERIFIER.answerWith(400, Map.of(), "");
            Answer again = holder.approve(id);
            assertThat(again.text("reason")).isEqualTo("verifier_closed");
            assertThat(again.text("detail")).contains("earlier try", "may have been shared");
            assertThat(holder.approve(id).status()).isEqualTo(404);
        }

        @Test
        void redirectUri_isHandedToThePerson() {
            World.VERIFIER.answerWith(200, Map.of("Content-Type", "application/json"),
                    "{\"redirect_uri\":\"https://bakery.test/done\"}");
            Answer answer = holder.approve(id(holder.open(World.VERIFIER.check().link())));
            assertThat(answer.text("redirect_uri")).isEqualTo("https://bakery.test/done");
        }

        @Test
        void refusal_isAccessDeniedAndLooksLikeNotHavingTheCard() {
            Request request = World.VERIFIER.check();
            Answer refused = holder.refuse(id(holder.open(request.link())));
            assertThat(refused.json().path("shared").booleanValue()).isFalse();
            assertThat(World.VERIFIER.posts()).singleElement()
                    .satisfies(post -> assertThat(post.form().keySet()).containsExactlyInAnyOrder("error", "state"));
            assertThat(newestHistory().path("kind").stringValue()).isEqualTo("refused");
        }

        @Test
        void request_whenAnswered_isOver() {
            String id = id(holder.open(World.VERIFIER.check().link()));
            holder.refuse(id);
            assertThat(holder.approve(id).status()).isEqualTo(404);
        }

        @Test
        void request_ofAnotherWallet_isNotThere() {
            String id = id(holder.open(World.VERIFIER.check().link()));
            assertThat(TestHolder.withServerKeyring(baseUrl).approve(id).status()).isEqualTo(404);
        }
    }
}
