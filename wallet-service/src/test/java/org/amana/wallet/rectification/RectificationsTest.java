package org.amana.wallet.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.rights.RectificationRequest;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@WalletTest
class RectificationsTest {
    private static final String WRONG = "{'claims':[['family_name'],['work_permission','until']],'words':'Rahmanni, with two n.'}";
    private final String baseUrl;
    private TestHolder holder;

    RectificationsTest(@Value("${amana.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void card() {
        World.calm();
        holder.receive(World.ISSUER.offer("right-to-work"));
        awaitState("valid"); // another test may have left its status list in the wallet
    }

    private void awaitState(String state) {
        await().until(() -> holder.api().get("credentials").json().get(0).path("state").stringValue(), state::equals);
    }

    private String cardId() {
        return holder.api().get("credentials").json().get(0).path("id").stringValue();
    }

    private Answer ask(String body) {
        return holder.api().post("credentials/" + cardId() + "/rectification", body);
    }

    private JsonNode shown() {
        return holder.api().get("rectifications").json().get(0);
    }

    private static RectificationRequest brought() {
        return RectificationRequest.verify(World.ISSUER.calls("POST", "/labour-office/rectifications")
                .stream()
                .filter(call -> call.path().endsWith("/rectifications"))
                .toList()
                .getLast()
                .body());
    }

    @Test
    void ask_withKeysAtTheService_isSignedByTheKeyOfACopyAndBroughtWithoutDisclosures() {
        Answer asked = ask(WRONG);

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.json().path("asked").path("state").stringValue()).isEqualTo("running");
        RectificationRequest request = brought();
        assertThat(request.authority()).isEqualTo(World.ISSUER.id());
        assertThat(request.claims()).hasSize(2);
        assertThat(request.words()).isEqualTo("Rahmanni, with two n.");
        assertThat(request.card().disclosures()).isEmpty();
        assertThat(shown().path("claims").toString()).contains("Family name");
        assertThat(shown().has("last_day")).isTrue();
        JsonNode last = holder.api().get("history").json().get(0);
        assertThat(last.path("kind").stringValue()).isEqualTo("asked_to_correct");
        assertThat(holder.api().get("credentials").json().get(0).path("copies_left").intValue()).isEqualTo(3);
    }

    @Test
    void ask_withKeysInTheBrowser_isSentOnlyOnceTheBrowserSigned() {
        holder = TestHolder.withBrowserKeyring(baseUrl);
        holder.receive(World.ISSUER.offer("right-to-work"));
        JsonNode sign = ask(WRONG).json().path("sign");
        assertThat(World.ISSUER.calls("POST", "/labour-office/rectifications")).isEmpty();
        assertThat(holder.api().get("rectifications").json()).isEmpty();
        String path = "rectifications/" + sign.path("id").stringValue() + "/signature";
        String input = sign.path("signing_input").stringValue();

        String foreign = TestHolder.signature(EphemeralKey.generate(), input);
        assertThat(holder.api().post(path, "{'signature':'" + foreign + "'}").text("reason"))
                .isEqualTo("wrong_signature");
        assertThat(holder.api().post(path, "{'signature':'no'}").text("reason")).isEqualTo("wrong_signature");
        assertThat(World.ISSUER.calls("POST", "/labour-office/rectifications")).isEmpty();
        String own = TestHolder.signature(holder.browserKeys()
                .stream()
                .filter(key -> key.kid().equals(sign.path("kid").stringValue()))
                .findFirst()
                .orElseThrow(), input);
        assertThat(holder.api().post(path, "{'signature':'" + own + "'}").status()).isEqualTo(200);
        assertThat(brought().words()).isEqualTo("Rahmanni, with two n.");
        assertThat(holder.api().post(path, "{'signature':'" + own + "'}").text("reason")).isEqualTo("wrong_step");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'claims':[],'words':''} | nothing_ticked",
            "{'claims':[['shoe_size']],'words':''} | nothing_ticked",
            "{'claims':[['family_name'],['family_name']],'words':''} | nothing_ticked",
            "{'claims':[['cnf']],'words':''} | nothing_ticked",
            "{'claims':[['family_name']],'words':'a\\u0000b'} | words_too_long",
            "{'claims':[['family_name']]} | unreadable_request", "{'words':'x'} | unreadable_request",
            "{'claims':'family_name','words':'x'} | unreadable_request"})
    void ask_whenSomethingIsMissingOrUnknown_sendsNothing(String body, String reason) {
        Answer asked = ask(body);
        assertThat(asked.text("reason")).isEqualTo(reason);
        assertThat(asked.json().path("shared").booleanValue()).isFalse();
        assertThat(World.ISSUER.calls("POST", "/labour-office/rectifications")).isEmpty();
    }

    @Test
    void ask_withWordsAtTheLimit_isSent_andOneMoreIsNot() {
        assertThat(ask(words(RectificationRequest.MAX_WORDS + 1)).text("reason")).isEqualTo("words_too_long");
        assertThat(ask(words(RectificationRequest.MAX_WORDS)).status()).isEqualTo(200);
    }

    private static String words(int length) {
        ObjectNode wish = StrictJson.object().put("words", "ن".repeat(length));
        wish.putArray("claims").addArray().add("family_name");
        return StrictJson.write(wish);
    }

    @Test
    void ask_aboutNoCardOrARevokedOne_sendsNothing() {
        assertThat(holder.api().post("credentials/unknown/rectification", WRONG).status()).isEqualTo(404);
        assertThat(holder.api().post("rectifications/unknown/signature", "{'signature':'x'}").status()).isEqualTo(404);
        World.ISSUER.setStatus(1);
        awaitState("revoked");
        assertThat(ask(WRONG).text("reason")).isEqualTo("card_ended");
        assertThat(World.ISSUER.calls("POST", "/labour-office/rectifications")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"404, rectification_not_offered", "403, rectification_not_taken", "400, rectification_not_taken",
            "409, rectification_not_taken",
            "429, rectification_too_many"})
    void ask_whenTheAuthorityWillNotTakeIt_saysSoAndKeepsNothing(int status, String reason) {
        World.ISSUER.takesRectifications(status);
        Answer asked = ask(WRONG);
        assertThat(asked.text("reason")).isEqualTo(reason);
        assertThat(asked.json().path("shared").booleanValue()).as("it was sent").isTrue();
        assertThat(holder.api().get("rectifications").json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void ask_whileTheAuthorityIsAway_isTheSameRequestLater(int status) {
        World.ISSUER.takesRectifications(status);
        assertThat(ask(WRONG).json().path("asked").path("state").stringValue()).isEqualTo("undelivered");
        assertThat(shown().has("last_day")).isFalse();
        String first = brought().digest();
        World.ISSUER.takesRectifications(201);
        assertThat(shown().path("state").stringValue()).isEqualTo("running");
        assertThat(brought().digest()).isEqualTo(first);
    }

    @Test
    void ask_whenRefusedAtALaterTry_isShownAsNotTaken() {
        World.ISSUER.takesRectifications(503);
        ask(WRONG);
        World.ISSUER.takesRectifications(400);
        assertThat(shown().path("state").stringValue()).isEqualTo("not_taken");
        World.ISSUER.takesRectifications(201);
        assertThat(shown().path("state").stringValue()).isEqualTo("not_taken");
    }
}
