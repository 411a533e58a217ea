package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.amana.core.consent.RecordId;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.GuardianBench;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The guardian's question is said as a code too, which has nothing to do with the one that the person was told. */
class GuardianCodeTest {
    private static final String NONCE = "g".repeat(22);
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);
    private final GuardianBench guardians = new GuardianBench(bench);

    @BeforeEach
    void clean() {
        bench.clean();
        world.bean(org.springframework.jdbc.core.simple.JdbcClient.class).sql("delete from code_try").update();
    }

    @Test
    void code_ofTheGuardiansQuestion_leadsToIt_andIsAnsweredWithTheMandate() throws Exception {
        Opened person = bench.agree(guardians.open());
        assertThat(bench.stateOf(person)).isEqualTo("ASKED_GUARDIAN");
        HttpResponse<String> brought = bring(give(person), NONCE);
        assertThat(brought.statusCode()).as(brought.body()).isEqualTo(200);
        String link = TestWallet.json(brought).get("request").asString();
        assertThat(link).isEqualTo(bench.state(person).get("request").asString());
        assertThat(bench.state(person).at("/code/used_at").asString()).isNotEmpty();
        Opened asked = new Opened(person.id(), guardians.guardian.fetch(link), new RecordId("D".repeat(21) + "A"));
        assertThat(asked.terms().ward()).isPresent();
        guardians.given(asked, asked.terms());
        assertThat(guardians.present(asked, guardians.mandate()).statusCode()).isEqualTo(200);
        assertThat(bench.stateOf(person)).isEqualTo("READY");
    }

    @Test
    void code_thatThePersonWasTold_leadsTheirGuardianNowhere() throws Exception {
        ObjectNode order = TestWallet.json(bench.desk.post("exchanges",
                org.amana.core.json.StrictJson.write(bench.question().put("with_guardian", true))));
        Opened person = new Opened(order.get("exchange_id").asString(),
                bench.wallet.fetch(order.get("request").asString()), new RecordId("E".repeat(21) + "A"));
        assertThat(bench.desk.post("exchanges/" + person.id() + "/code", "").statusCode())
                .as("a wallet has the person's question")
                .isEqualTo(409);
        bench.agree(person);
        String code = give(person);
        assertThat(bring(code, NONCE).statusCode()).isEqualTo(200);
        assertThat(bring(code, "h".repeat(22)).statusCode()).as("another wallet").isEqualTo(404);
    }

    private String give(Opened order) throws Exception {
        HttpResponse<String> given = bench.desk.post("exchanges/" + order.id() + "/code", "");
        assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
        return TestWallet.json(given).at("/code/digits").asString();
    }

    private HttpResponse<String> bring(String code, String nonce) throws Exception {
        return bench.wallet.postForm(world.baseUrl + "/harbour-bakery/codes",
                "code=" + code + "&wallet_nonce=" + nonce);
    }
}
