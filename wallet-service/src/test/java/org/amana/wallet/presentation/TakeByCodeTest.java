package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.amana.core.json.StrictJson;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeServer.Reply;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A code that was said brings the question it is of, from the office that was chosen, and from nobody else. */
@WalletTest
class TakeByCodeTest {
    /** Check digit 4. */
    private static final String CODE = "000000005724";

    private final String baseUrl;
    private final JdbcClient jdbc;
    private TestHolder holder;

    TakeByCodeTest(@Value("${amana.base-url}") String baseUrl,
            @org.springframework.beans.factory.annotation.Autowired JdbcClient jdbc) {
        this.baseUrl = baseUrl;
        this.jdbc = jdbc;
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void calm() {
        World.calm();
        jdbc.sql("DELETE FROM attempt").update();
        holder = TestHolder.withServerKeyring(baseUrl);
    }

    @Test
    void offices_areAllOfTheOfficialList_withoutAskingAnyOfThem() {
        JsonNode offices = holder.api().with("Accept-Language", "ar").get("codes/offices").json();
        assertThat(offices.valueStream().map(one -> one.path("name").stringValue()).toList())
                .containsExactlyInAnyOrder("مخبز الميناء", "طاحونة النهر");
        assertThat(World.VERIFIER.calls()).isEmpty();
    }

    @Test
    void code_bringsTheQuestionThatItsQrCodeWouldBring_andItWaitsHere() {
        String link = World.VERIFIER.fetchDiploma().link();
        World.VERIFIER.saidCode(CODE, link);
        Answer screen = bring("000 000 005 724");
        assertThat(screen.status()).as(screen.body()).isEqualTo(201);
        assertThat(screen.json().path("who").path("name").stringValue()).isEqualTo("Harbour Bakery");
        assertThat(holder.api().get("requests").json()).hasSize(1);
        assertThat(holder.open(link).text("request_id")).as("scanned as well, it is the same")
                .isEqualTo(screen.text("request_id"));
        assertThat(World.VERIFIER.posts()).isEmpty();
    }

    @Test
    void code_typedTwice_orWithALostAnswer_isTheSameQuestion() {
        World.VERIFIER.saidCode(CODE, World.VERIFIER.fetchDiploma().link());
        String first = bring(CODE).text("request_id");
        assertThat(bring("\u0660\u0660\u0660 \u0660\u0660\u0660 \u0660\u0660\u0665 \u0667\u0662\u0664")
                .text("request_id")).isEqualTo(first);
        assertThat(World.VERIFIER.calls("POST", "/codes")
                .stream()
                .map(call -> call.field("wallet_nonce"))
                .collect(Collectors.toSet())).singleElement()
                .satisfies(nonce -> assertThat(nonce).matches("[A-Za-z0-9_-]{43}")
                        .doesNotContain(holder.walletId()));
    }

    @Test
    void code_thatAnotherWalletUsed_isUnknownHere() {
        World.VERIFIER.saidCode(CODE, World.VERIFIER.fetchDiploma().link());
        TestHolder other = TestHolder.withServerKeyring(baseUrl);
        assertThat(other.api().post("codes", body("harbour-bakery", CODE)).status()).isEqualTo(201);
        refused(bring(CODE), "code_unknown");
        assertThat(World.VERIFIER.calls("POST", "/codes").stream().map(call -> call.field("wallet_nonce")).distinct())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"000000005725, code_mistyped", "000000005274, code_mistyped", "00000005724, code_wrong_length",
            "0000000057240, code_wrong_length", "'', code_wrong_length", "OOO000005724, code_not_digits"})
    void code_thatCannotBeOne_goesNowhere(String typed, String reason) {
        refused(bring(typed), reason);
        assertThat(World.VERIFIER.calls()).isEmpty();
        World.VERIFIER.saidCode(CODE, World.VERIFIER.check().link());
        assertThat(bring(CODE).status()).as("and costs no try").isEqualTo(201);
    }

    @Test
    void office_thatIsNotInTheList_isRefused() {
        for (String none : new String[]{"", "harbour", "https://elsewhere.test/codes", "HARBOUR-BAKERY"}) {
            refused(holder.api().post("codes", body(none, CODE)), "code_no_office");
        }
        assertThat(World.VERIFIER.calls()).isEmpty();
        assertThat(holder.api().post("codes", "{}").status()).isEqualTo(400);
    }

    @Test
    void code_ofAnotherOffice_goesToTheChosenOneAlone_whichDoesNotKnowIt() {
        World.VERIFIER.saidCode(CODE, World.VERIFIER.fetchDiploma().link());
        refused(holder.api().post("codes", body("river-mill", CODE)), "code_unknown");
        assertThat(World.VERIFIER.calls("POST", "/codes")).isEmpty();
    }

    @Test
    void question_ofSomebodyElseThanTheChosenOffice_isNotShown() {
        String link = World.VERIFIER.fetchDiploma().link();
        World.VERIFIER.answersCodes(_ -> Reply.json(200, StrictJson.object().put("request", link)));
        refused(holder.api().post("codes", body("river-mill", CODE)), "code_another_asks");
        assertThat(holder.api().get("requests").json()).isEmpty();
        assertThat(holder.api().get("history").json().toString()).contains("code_another_asks");

        String other = new FakeVerifier("river-mill", "River Mill", "LEIXG-000000AMANADEMO00043").check().link();
        World.VERIFIER.answersCodes(_ -> Reply.json(200, StrictJson.object().put("request", other)));
        refused(bring(CODE), "code_another_asks");
        assertThat(holder.api().post("codes", body("river-mill", CODE)).status()).isEqualTo(201);
    }

    @Test
    void answer_thatIsNone_saysThatTheOfficeIsAway() {
        for (Reply wrong : new Reply[]{Reply.status(500), Reply.status(302), Reply.text("text/html", "<p>"),
                Reply.json(200, StrictJson.object()),
                Reply.json(200, StrictJson.object().put("request", "https://elsewhere.test/")),
                Reply.json(200, StrictJson.object().put("request", "openid4vp:" + "x".repeat(17_000))),
                Reply.json(201, StrictJson.object().put("request", World.VERIFIER.check().link())),
                new Reply(302, Map.of("Location", World.VERIFIER.url("/codes").toString()), "")}) {
            World.VERIFIER.answersCodes(_ -> wrong);
            refused(bring(CODE), "code_office_away");
        }
        World.VERIFIER.answersCodes(_ -> Reply.status(429));
        refused(bring(CODE), "code_paused");
        World.VERIFIER.saidCode(CODE, World.VERIFIER.check().link());
        assertThat(bring(CODE).status()).as("none of it was a wrong try").isEqualTo(201);
    }

    @Test
    void guesser_hasToWait_andAnotherWalletHasNot() {
        for (int i = 0; i < 5; i++) {
            refused(bring(CODE), "code_unknown");
        }
        int sent = World.VERIFIER.calls("POST", "/codes").size();
        refused(bring(CODE), "too_many_tries");
        assertThat(World.VERIFIER.calls("POST", "/codes")).hasSize(sent);
        refused(TestHolder.withServerKeyring(baseUrl).api().post("codes", body("harbour-bakery", CODE)),
                "code_unknown");
    }

    @Test
    void rightCode_givesItsTryBack_andNoOther() {
        for (int i = 0; i < 4; i++) {
            refused(bring(CODE), "code_unknown");
        }
        World.VERIFIER.saidCode(CODE, World.VERIFIER.fetchDiploma().link());
        assertThat(bring(CODE).status()).isEqualTo(201);
        assertThat(bring(CODE).status()).isEqualTo(201);
        World.VERIFIER.answersCodes(_ -> Reply.status(404));
        refused(bring(CODE), "code_unknown");
        refused(bring(CODE), "too_many_tries");
    }

    @Test
    void lockedWallet_bringsNothing() {
        holder.api().delete("sessions");
        assertThat(bring(CODE).status()).isEqualTo(401);
        assertThat(holder.api().get("codes/offices").status()).isEqualTo(401);
        assertThat(World.VERIFIER.calls()).isEmpty();
    }

    private Answer bring(String typed) {
        return holder.api().post("codes", body("harbour-bakery", typed));
    }

    private static JsonNode body(String office, String code) {
        return StrictJson.object().put("office", office).put("code", code);
    }

    private static void refused(Answer answer, String reason) {
        assertThat(answer.text("reason")).as(answer.body()).isEqualTo(reason);
        assertThat(answer.json().path("shared").booleanValue()).isFalse();
        assertThat(answer.text("next")).isNotEmpty();
    }
}
