package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.amana.core.inbox.InboxAddress;
import org.amana.core.inbox.InboxGrant;
import org.amana.core.key.EphemeralKey;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.DeskBrowser;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of asking a person again in their wallet, as a browser without JavaScript meets them. */
class ExchangeInboxPagesTest {
    private static final String ALL = "&claim=0.0&claim=0.1&claim=0.2";
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);
    private final String pages = world.baseUrl + "/harbour-bakery/desk/exchanges";
    private final DeskBrowser browser = new DeskBrowser();

    @BeforeEach
    void signIn() throws Exception {
        bench.clean();
        browser.signIn(world, "baker");
    }

    @Test
    void personWhoGaveAnAddress_isAskedAgainInTheirWallet_withoutACode() throws Exception {
        Opened first = bench.agreed();
        assertThat(browser.get(pages + "/" + first.id())).doesNotContain("Ask this person again in their wallet");
        assertThat(bring(first)).isEqualTo(204);
        bench.run();
        assertThat(browser.get(pages + "/" + first.id())).contains("Ask this person again in their wallet");
        String form = browser.get(pages + "?use=fetch-diploma&inbox=" + first.id());
        assertThat(form).contains("No code is shown", "Send the question to their wallet");
        HttpResponse<String> asked = browser.submit(pages, form, "use=fetch-diploma&source="
                + DeskBrowser.encode(world.source.office.id) + ALL + "&until=2027-03-01&every=&inbox=" + first.id());
        assertThat(asked.body()).contains("on its way to the person", "By a message to their wallet")
                .doesNotContain("<svg class=\"qr\"", "Make a code");
        assertThat(browser.submit(asked.uri() + "/cancel", asked.body(), "x=y").body()).doesNotContain("on its way");
        assertThat(browser.status(pages + "?use=fetch-diploma&inbox=unknown")).isEqualTo(404);
    }

    private int bring(Opened first) throws Exception {
        var address = new InboxAddress(URI.create(world.peers.baseUrl() + "/inbox/" + "p".repeat(43)),
                EphemeralKey.generate().publicJwk());
        String grant = InboxGrant.sign(world.ledger.person, "harbour-bakery", first.record(), first.hash(),
                world.clock.instant(), address).compact();
        return bench.wallet.send(HttpRequest.newBuilder(URI.create(world.baseUrl + "/harbour-bakery/inbox"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"grant\":\"" + grant + "\"}"))
                .build()).statusCode();
    }
}
