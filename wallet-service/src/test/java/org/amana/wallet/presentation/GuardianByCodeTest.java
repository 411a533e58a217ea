package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.core.json.StrictJson;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeVerifier.Request;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A guardian on the telephone is told a code, like anybody, and gets the question to a guardian by it. */
@WalletTest
class GuardianByCodeTest {
    private static final String CODE = "000000005724";
    private final String baseUrl;
    private final JdbcClient jdbc;

    GuardianByCodeTest(@Value("${amana.base-url}") String baseUrl, @Autowired JdbcClient jdbc) {
        this.baseUrl = baseUrl;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void calm() {
        World.calm();
        jdbc.sql("DELETE FROM attempt").update();
    }

    @Test
    void code_bringsTheGuardiansQuestion_whichIsAnsweredWithTheMandate() {
        Request answered = childSaysYes();
        TestHolder guardian = TestHolder.withServerKeyring(baseUrl);
        guardian.receive(World.COURT.offer("guardian-mandate"));
        Request asked = World.VERIFIER.askGuardian(answered);
        World.VERIFIER.saidCode(CODE, asked.link());
        Answer screen = bring(guardian, CODE);
        assertThat(screen.status()).as(screen.body()).isEqualTo(201);
        assertThat(screen.json().at("/exchange/ward/views").stringValue()).isEqualTo("yes");
        Answer done = guardian.approve(screen.text("request_id"));
        assertThat(done.json().path("shared").booleanValue()).as(done.body()).isTrue();
        assertThat(asked.received()).isNotNull();
    }

    @Test
    void code_inAWalletWithoutAMandate_showsTheQuestion_andCannotAnswerIt() {
        World.VERIFIER.saidCode(CODE, World.VERIFIER.askGuardian(childSaysYes()).link());
        Answer screen = bring(TestHolder.withServerKeyring(baseUrl), CODE);
        assertThat(screen.status()).as(screen.body()).isEqualTo(201);
        assertThat(screen.json().path("can_answer").booleanValue()).isFalse();
    }

    @Test
    void code_thatAnotherWalletUsed_bringsTheGuardianNothing() {
        World.VERIFIER.saidCode(CODE, World.VERIFIER.askGuardian(childSaysYes()).link());
        assertThat(bring(TestHolder.withServerKeyring(baseUrl), CODE).status()).isEqualTo(201);
        assertThat(bring(TestHolder.withServerKeyring(baseUrl), CODE).text("reason")).isEqualTo("code_unknown");
    }

    private Request childSaysYes() {
        TestHolder child = TestHolder.withServerKeyring(baseUrl);
        child.receive(World.ISSUER.offer("qualification"));
        Request question = World.VERIFIER.fetchDiplomaOfAYoungPerson();
        child.approve(child.open(question.link()).text("request_id"));
        return question;
    }

    private static Answer bring(TestHolder holder, String code) {
        return holder.api().post("codes", StrictJson.object().put("office", "harbour-bakery").put("code", code));
    }
}
