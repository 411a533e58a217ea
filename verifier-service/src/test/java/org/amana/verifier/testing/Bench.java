package org.amana.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.amana.core.vp.VpToken;
import org.amana.verifier.testing.TestWallet.Request;
import tools.jackson.databind.node.ObjectNode;

/** Puts a question, lets a wallet answer it rightly or wrongly, and says what came of it at both ends. */
public final class Bench {
    public final TestWorld world;
    public final TestDesk desk;
    public final TestWallet wallet;
    public final Forger forger;

    public Bench(TestWorld world) throws Exception {
        this.world = world;
        this.desk = new TestDesk(world, "harbour-bakery", "baker");
        this.wallet = new TestWallet(world.clock);
        this.forger = new Forger(world, wallet);
    }

    /** An open check and its request as the wallet fetched it. */
    public record Asked(ObjectNode begun, Request request) {}

    /** Makes what a wallet presents for a request. */
    @FunctionalInterface
    public interface Presenting {
        String to(Request request) throws Exception;
    }

    public Asked ask() throws Exception {
        ObjectNode begun = desk.begin();
        return new Asked(begun, wallet.fetch(begun.get("request").asString()));
    }

    public Asked askForDiploma() throws Exception {
        ObjectNode begun = desk.beginDiploma();
        return new Asked(begun, wallet.fetch(begun.get("request").asString()));
    }

    /** A correct card. */
    public String card() {
        return world.issuer.rightToWork(wallet.holder, TestIssuer.permission());
    }

    public HttpResponse<String> present(Asked asked, String presentation) throws Exception {
        return wallet.post(asked.request(),
                TestWallet.encrypted(asked.request(), TestWallet.vpToken(asked.request(), presentation)));
    }

    public HttpResponse<String> send(Asked asked, VpToken vpToken) throws Exception {
        return wallet.post(asked.request(), TestWallet.encrypted(asked.request(), vpToken));
    }

    /** 400 with that reason for the wallet, REJECTED with it at the desk, and nobody's name anywhere. */
    public void refuses(String reason, Presenting presenting) throws Exception {
        Asked asked = ask();
        refused(reason, present(asked, presenting.to(asked.request())));
        ObjectNode state = desk.state(asked.begun());
        assertThat(state.get("state").asString()).isEqualTo("REJECTED");
        assertThat(reasons(state)).contains(reason);
        assertThat(state.has("person")).isFalse();
    }

    public static void refused(String reason, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        ObjectNode body = TestWallet.json(response);
        assertThat(body.get("error").asString()).isEqualTo("invalid_request");
        assertThat(reasons(body)).contains(reason);
    }

    public void accepts(Presenting presenting) throws Exception {
        Asked asked = ask();
        var response = present(asked, presenting.to(asked.request()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(desk.state(asked.begun()).get("state").asString()).isEqualTo("MATCH");
    }

    public static List<String> reasons(ObjectNode node) {
        return node.path("findings").valueStream().map(finding -> finding.get("reason").asString()).toList();
    }
}
