package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.GuardianBench;
import org.amana.verifier.testing.GuardianBench.Both;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Person and guardian do not agree, or the person cannot say: somebody of the staff sees to it. */
class DisagreementTest {
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);
    private final GuardianBench guardians = new GuardianBench(bench);

    @BeforeEach
    void clean() {
        bench.clean();
    }

    @Test
    void askedAgain_isANewOrderWithTheSameQuestion() throws Exception {
        Both both = conflict();
        ObjectNode again = again(both.person(), 201);
        assertThat(again.get("state").asString()).isEqualTo("ASKED");
        assertThat(again.get("again_of").asString()).isEqualTo(both.person().id());
        assertThat(again.get("opened_by").asString()).isEqualTo("baker");
        ObjectNode before = bench.state(both.person());
        for (String same : List.of("intended_use", "source", "until", "categories"))
            assertThat(again.get(same)).isEqualTo(before.get(same));
        assertThat(before.get("state").asString()).isEqualTo("SETTLED");
        assertThat(before.at("/settled/again").asString()).isEqualTo(again.get("exchange_id").asString());
        Opened person = new Opened(again.get("exchange_id").asString(),
                bench.wallet.fetch(again.get("request").asString()), both.person().record());
        assertThat(person.terms()).isEqualTo(both.person().terms());
        guardians.nothingIsAsked();
    }

    @Test
    void askedAgain_comesBackToTheWholeQuestion() throws Exception {
        Opened person = guardians.open();
        var less = List.of(new org.amana.core.register.CredentialCategory(
                org.amana.verifier.testing.TestIssuer.QUALIFICATION, List.of(List.of("qualification"))));
        var terms = person.terms();
        bench.given(person, world.ledger.agreed(person.record(), person.hash(),
                new org.amana.core.exchange.ExchangeTerms(terms.credentialId(), terms.source(), less, terms.until(),
                        terms.every(), terms.represented())));
        bench.present(person, bench.presentation(person));
        guardians.declines(guardians.askGuardian(person).guardian(), "");
        ObjectNode again = again(person, 201);
        assertThat(again.get("categories").path(0).path("claims").size()).isEqualTo(3);
    }

    @Test
    void askedAgain_twice_asksOnce() throws Exception {
        Both both = conflict();
        again(both.person(), 201);
        assertThat(again(both.person(), 409).get("reason").asString()).isEqualTo("no_disagreement");
        assertThat(close(both.person(), "We spoke").statusCode()).isEqualTo(409);
    }

    @Test
    void ofAPersonWhoCannotSay_isAskedAgainAsWell() throws Exception {
        Opened opened = guardians.open();
        guardians.declines(opened, "not_able");
        ObjectNode again = again(opened, 201);
        assertThat(again.has("guardian")).isTrue();
        assertThat(again.at("/guardian/views").isMissingNode()).isTrue();
    }

    @Test
    void closed_keepsTheNoteSealed() throws Exception {
        Both both = conflict();
        String note = "N".repeat(500);
        ObjectNode closed = TestWallet.json(close(both.person(), note));
        assertThat(closed.get("state").asString()).isEqualTo("SETTLED");
        assertThat(closed.at("/settled/note").asString()).isEqualTo(note);
        assertThat(closed.at("/settled/by").asString()).isEqualTo("baker");
        assertThat(guardians.stored(both.person(), "note")).get().asString().doesNotContain("NNNN");
        assertThat(close(both.person(), "another").statusCode()).isEqualTo(409);
        guardians.nothingIsAsked();
    }

    @Test
    void closed_withoutANoteOrWithALongOne_isRefused() throws Exception {
        Both both = conflict();
        for (String wrong : List.of("", "   ", "N".repeat(501)))
            assertThat(close(both.person(), wrong).statusCode()).isEqualTo(400);
        assertThat(bench.stateOf(both.person())).isEqualTo("CONFLICT");
    }

    @Test
    void order_thatIsNoDisagreement_cannotBeSettled() throws Exception {
        for (Opened order : List.of(guardians.open(), bench.agreed(), guardians.agreed().person())) {
            again(order, 409);
            assertThat(close(order, "We spoke").statusCode()).isEqualTo(409);
        }
    }

    @Test
    void anotherOrganisation_cannotSettle() throws Exception {
        Both both = conflict();
        var mill = new org.amana.verifier.testing.TestDesk(world, "river-mill", "miller");
        assertThat(mill.post("exchanges/" + both.person().id() + "/again", "{}").statusCode()).isEqualTo(404);
        assertThat(mill.post("exchanges/" + both.person().id() + "/close", "{\"note\":\"x\"}").statusCode())
                .isEqualTo(404);
        assertThat(bench.stateOf(both.person())).isEqualTo("CONFLICT");
    }

    @Test
    void withdrawal_endsIt() throws Exception {
        Both both = conflict();
        bench.withdraw(both.person());
        assertThat(bench.stateOf(both.person())).isEqualTo("WITHDRAWN");
        again(both.person(), 409);
    }

    private Both conflict() throws Exception {
        Both both = guardians.personAgrees();
        guardians.declines(both.guardian(), "");
        assertThat(bench.stateOf(both.person())).isEqualTo("CONFLICT");
        return both;
    }

    private ObjectNode again(Opened order, int status) throws Exception {
        HttpResponse<String> answer = bench.desk.post("exchanges/" + order.id() + "/again", "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestWallet.json(answer);
    }

    private HttpResponse<String> close(Opened order, String note) throws Exception {
        return bench.desk.post("exchanges/" + order.id() + "/close",
                StrictJson.write(StrictJson.object().put("note", note)));
    }

}
