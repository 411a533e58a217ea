package org.amana.verifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.inbox.InboxAddress;
import org.amana.core.inbox.InboxGrant;
import org.amana.core.inbox.InboxQuestion;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.verifier.inbox.SendQuestions;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Who agreed once and gave an address is asked again in their wallet; who took it back is not. */
class ExchangeInboxTest {
    private static final String SECRET = "i".repeat(43);
    private final Bench shared = TestWorld.sharedBench();
    private final EphemeralKey sealing = EphemeralKey.generate();
    private TestWorld world = shared.world;
    private ExchangeBench bench = new ExchangeBench(shared);

    @BeforeEach
    void clean() {
        bench.clean();
        wallet(202);
        rows().sql("delete from inbox_sending").update();
        rows().sql("delete from inbox_address").update();
    }

    @Test
    void question_thatIsSent_isSealed_andLeadsToThePersonsYes() throws Exception {
        Opened first = known();
        assertThat(bench.state(first).get("can_write").asBoolean()).isTrue();
        ObjectNode order = again(first);
        assertThat(order.at("/inbox/state").asString()).isEqualTo("SENDING");
        assertThat(order.has("request")).as("never shown as a code").isFalse();
        sent();
        ObjectNode state = state(order);
        assertThat(state.at("/inbox/state").asString()).isEqualTo("SENT");
        assertThat(state.get("message").asString()).contains("sent").contains("cannot see whether they have read");
        InboxQuestion question = InboxQuestion.open(messages().getLast(), sealing);
        assertThat(Instant.parse(state.get("expires_at").asString())).isEqualTo(question.until());

        Opened taken = new Opened(order.get("exchange_id").asString(), bench.wallet.fetch(question.request()),
                new RecordId("BBBBBBBBBBBBBBBBBBBBBB"));
        assertThat(state(order).has("taken_at")).as("when a wallet is opened is nobody's business").isFalse();
        assertThat(state(order).get("message").asString()).contains("cannot see whether they have read");
        bench.agree(taken);
        assertThat(bench.stateOf(taken)).isEqualTo("READY");
        assertThat(bench.state(taken).get("can_write").asBoolean()).as("through the address of the first").isTrue();
        assertThat(again(taken).at("/inbox/state").asString()).isEqualTo("SENDING");
    }

    @Test
    void question_isSentOnce_andNotAgainAfterIt() throws Exception {
        again(known());
        sent();
        sent();
        assertThat(messages()).hasSize(1);
    }

    @Test
    void walletThatIsAway_isTriedAgain_laterEachTime() throws Exception {
        wallet(503);
        ObjectNode order = again(known());
        sent();
        sent();
        assertThat(messages()).as("not before the pause is over").hasSize(1);
        assertThat(state(order).at("/inbox/attempts").asInt()).isEqualTo(1);
        assertThat(state(order).get("message").asString()).contains("tried again");
        wallet(429);
        due();
        sent();
        Duration pause = Duration.between(world.clock.instant(), rows()
                .sql("select next_attempt_at from inbox_sending")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single());
        assertThat(pause).isEqualTo(Duration.ofSeconds(30));
        wallet(202);
        due();
        sent();
        assertThat(state(order).at("/inbox/state").asString()).isEqualTo("SENT");
    }

    @Test
    void addressThatWasTakenBack_endsTheQuestion_andIsForgotten() throws Exception {
        Opened first = known();
        ObjectNode order = again(first);
        wallet(404);
        sent();
        assertThat(state(order).get("state").asString()).isEqualTo("CANCELLED");
        assertThat(state(order).get("message").asString()).contains("does not let you write");
        assertThat(state(order).at("/inbox/state").asString()).isEqualTo("CLOSED");
        assertThat(bench.state(first).has("can_write")).isFalse();
        refused(first);
    }

    @Test
    void addressWithinTheNetwork_isNeverCalled() throws Exception {
        for (String inside : List.of("http://10.0.0.1", "https://169.254.169.254", "https://[fd00::1]")) {
            Opened first = bench.agreed();
            assertThat(bring(first, grant(first, world.ledger.person, inside)).statusCode()).isEqualTo(204);
            ObjectNode order = again(first);
            sent();
            assertThat(state(order).at("/inbox/state").asString()).as(inside).isEqualTo("CLOSED");
        }
    }

    @Test
    void withdrawal_takesTheAddressAlong_andWhatIsOnItsWay() throws Exception {
        Opened first = known();
        ObjectNode order = again(first);
        assertThat(bench.withdraw(first)).isBetween(200, 204);
        assertThat(rows().sql("select count(*) from inbox_address").query(Integer.class).single()).isZero();
        sent();
        assertThat(messages()).isEmpty();
        assertThat(state(order).at("/inbox/state").asString()).isEqualTo("CLOSED");
        refused(first);
    }

    @Test
    void question_thatWasCancelled_isNotSent() throws Exception {
        ObjectNode order = again(known());
        assertThat(bench.desk.post("exchanges/" + order.get("exchange_id").asString() + "/cancel", "").statusCode())
                .isEqualTo(200);
        sent();
        assertThat(messages()).isEmpty();
    }

    @Test
    void grant_thatIsNotTheRelationsOwn_isRefused() throws Exception {
        Opened first = bench.agreed();
        InboxAddress address = address(world.peers.baseUrl());
        refusedGrant(403, grant(first, EphemeralKey.generate(), world.peers.baseUrl()));
        refusedGrant(403, InboxGrant.sign(world.ledger.person, "river-mill", first.record(), first.hash(),
                world.clock.instant(), address).compact());
        refusedGrant(403, InboxGrant.sign(world.ledger.person, "harbour-bakery",
                new RecordId("CCCCCCCCCCCCCCCCCCCCCC"), first.hash(), world.clock.instant(), address).compact());
        refusedGrant(403, InboxGrant.sign(world.ledger.person, "harbour-bakery", first.record(),
                RequestHash.of("another"), world.clock.instant(), address).compact());
        String right = grant(first, world.ledger.person, world.peers.baseUrl());
        for (String wrong : List.of("", "a.b.c", right + "A", right.substring(0, right.length() - 9),
                "x".repeat(5_000))) {
            assertThat(brought("harbour-bakery", wrong).statusCode()).isEqualTo(400);
        }
        assertThat(brought("harbour-bakery", "x".repeat(9_000)).statusCode()).isEqualTo(413);
        assertThat(brought("nobody", right).statusCode()).isEqualTo(404);
        assertThat(rows().sql("select count(*) from inbox_address").query(Integer.class).single()).isZero();
        refused(first);
    }

    @Test
    void grant_whileTheLedgerIsAway_canBeBroughtAgain() throws Exception {
        Opened first = bench.agreed();
        world.ledger.isDown();
        refusedGrant(503, grant(first, world.ledger.person, world.peers.baseUrl()));
        world.renew();
        bench.given(first, world.ledger.agreed(first.record(), first.hash(), first.terms()));
        assertThat(bring(first, grant(first, world.ledger.person, world.peers.baseUrl())).statusCode()).isEqualTo(204);
    }

    @Test
    void olderGrant_doesNotReplaceANewerOne() throws Exception {
        Opened first = known();
        String older = InboxGrant.sign(world.ledger.person, "harbour-bakery", first.record(), first.hash(),
                world.clock.instant().minusSeconds(60), address("http://10.0.0.1")).compact();
        assertThat(bring(first, older).statusCode()).isEqualTo(204);
        again(first);
        sent();
        assertThat(messages()).hasSize(1);
    }

    @Test
    void question_toAnotherOrganisationsPerson_orToNobody_isRefused() throws Exception {
        Opened first = known();
        refused(bench.agreed());
        assertThat(bench.desk.post("exchanges",
                StrictJson.write(bench.question().put("inbox_of", "nothing"))).statusCode()).isEqualTo(404);
        assertThat(bench.desk.postTo("river-mill", "exchanges",
                StrictJson.write(bench.question().put("inbox_of", first.id()))).statusCode()).isIn(403, 404);
    }

    @Test
    void database_holdsNoAddress() throws Exception {
        again(known());
        sent();
        assertThat(rows().sql("select row_to_json(a)::text from inbox_address a union all"
                + " select row_to_json(s)::text from inbox_sending s").query(String.class).list())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).doesNotContain(SECRET, "/inbox/", world.peers.baseUrl()));
    }

    @Test
    void question_waitsForDays_endsUnreachedInTime_andTheAddressGoesWithItsRetention() throws Exception {
        try (TestWorld far = TestWorld.open()) {
            world = far;
            bench = new ExchangeBench(new Bench(far));
            wallet(202);
            Opened first = known();
            ObjectNode order = again(first);
            sent();
            world.clock.advance(Duration.ofDays(13));
            world.renew();
            assertThat(bench.wallet.fetch(InboxQuestion.open(messages().getLast(), sealing).request()).text("nonce"))
                    .isNotEmpty();
            wallet(503);
            ObjectNode unreached = again(first);
            sent();
            world.clock.advance(Duration.ofDays(14).plusMinutes(1));
            world.renew();
            far.bean(org.amana.verifier.retention.RetentionClock.class).sweep();
            far.bean(org.amana.verifier.exchange.ExchangeRounds.class).sweep();
            sent();
            assertThat(state(unreached).get("state").asString()).isEqualTo("EXPIRED");
            assertThat(state(unreached).get("message").asString()).contains("could not be reached");
            assertThat(state(order).get("state").asString()).as("a fortnight from the fetch on").isEqualTo("EXPIRED");
            world.clock.advance(Duration.ofDays(180));
            world.renew();
            far.bean(SendQuestions.class).sweep();
            refused(first);
        }
    }

    private Opened known() throws Exception {
        Opened first = bench.agreed();
        HttpResponse<String> taken = bring(first, grant(first, world.ledger.person, world.peers.baseUrl()));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(204);
        return first;
    }

    private InboxAddress address(String walletUrl) {
        return new InboxAddress(URI.create(walletUrl + "/inbox/" + SECRET), sealing.publicJwk());
    }

    private String grant(Opened of, EphemeralKey signer, String walletUrl) {
        return InboxGrant.sign(signer, "harbour-bakery", of.record(), of.hash(), world.clock.instant(),
                address(walletUrl)).compact();
    }

    private HttpResponse<String> bring(Opened of, String grant) throws Exception {
        assertThat(of.record()).isNotNull();
        return brought("harbour-bakery", grant);
    }

    private HttpResponse<String> brought(String organisation, String grant) throws Exception {
        return bench.wallet.send(HttpRequest.newBuilder(URI.create(world.baseUrl + "/" + organisation + "/inbox"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(StrictJson.write(StrictJson.object().put("grant", grant))))
                .build());
    }

    private void refusedGrant(int status, String grant) throws Exception {
        HttpResponse<String> answer = brought("harbour-bakery", grant);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain(SECRET);
    }

    private ObjectNode again(Opened first) throws Exception {
        HttpResponse<String> opened = bench.desk.post("exchanges",
                StrictJson.write(bench.question().put("inbox_of", first.id())));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        return TestWallet.json(opened);
    }

    private void refused(Opened first) throws Exception {
        HttpResponse<String> opened = bench.desk.post("exchanges",
                StrictJson.write(bench.question().put("inbox_of", first.id())));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(400);
        assertThat(opened.body()).contains("no_inbox");
    }

    private ObjectNode state(ObjectNode order) throws Exception {
        return TestWallet.json(bench.desk.get("exchanges/" + order.get("exchange_id").asString()));
    }

    private void wallet(int status) {
        world.peers.stubFor(post(urlPathMatching("/inbox/.*")).willReturn(aResponse().withStatus(status)));
    }

    private void sent() {
        world.bean(SendQuestions.class).sendDue();
    }

    private void due() {
        rows().sql("update inbox_sending set next_attempt_at = opened_at from exchange_order o"
                + " where o.order_id = inbox_sending.order_id").update();
    }

    private List<String> messages() {
        return world.peers.findAll(postRequestedFor(urlPathMatching("/inbox/" + SECRET)))
                .stream()
                .map(com.github.tomakehurst.wiremock.verification.LoggedRequest::getBodyAsString)
                .toList();
    }

    private JdbcClient rows() {
        return world.bean(JdbcClient.class);
    }
}
