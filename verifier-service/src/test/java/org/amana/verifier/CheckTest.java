package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.verifier.testing.TestDesk;
import org.amana.verifier.testing.TestIssuer;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A check from the question to the receipt, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckTest {
    private TestWorld world;
    private TestDesk desk;
    private TestWallet wallet;

    @BeforeAll
    void open() throws Exception {
        world = TestWorld.open();
        desk = new TestDesk(world, "harbour-bakery", "baker");
        wallet = new TestWallet(world.clock);
    }

    @AfterAll
    void close() {
        world.close();
    }

    @Test
    void check_whenEverythingHolds_endsInAnAnswerAndAReceipt() throws Exception {
        var begun = desk.begin();
        var request = wallet.fetch(begun.get("request").asString());
        assertThat(desk.state(begun).get("state").asString()).isEqualTo("WAITING");

        var answered = wallet.answer(request, world.issuer.rightToWork(wallet.holder, TestIssuer.permission()));

        assertThat(answered.body()).isEqualTo("{}");
        assertThat(answered.statusCode()).isEqualTo(200);
        var match = desk.state(begun);
        assertThat(match.get("state").asString()).isEqualTo("MATCH");
        assertThat(match.at("/person/name").asString()).isEqualTo("Tesfay Habte");
        assertThat(match.at("/person/portrait").asString()).isEqualTo(TestIssuer.PORTRAIT);
        assertThat(match.has("answer")).isFalse();

        var answer = desk.match(begun, true);

        assertThat(answer.at("/answer/verdict").asString()).isEqualTo("until");
        assertThat(answer.at("/answer/sentence").asString())
                .isEqualTo("Yes: this person may do this job until 31 May 2027.");
        assertThat(desk.state(begun).get("state").asString()).isEqualTo("ANSWERED");
    }
}
