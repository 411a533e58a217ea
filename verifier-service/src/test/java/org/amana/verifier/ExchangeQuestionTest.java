package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.amana.core.consent.RecordId;
import org.amana.core.json.StrictJson;
import org.amana.verifier.exchange.ExchangeRounds;
import org.amana.verifier.retention.RetentionClock;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWallet.Request;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** A question about an exchange goes to one wallet, waits there for days, and is answered once. */
class ExchangeQuestionTest {
    private static final String NONCE = "wallet-nonce-of-128-bits-or-more";
    private final Bench shared = TestWorld.sharedBench();
    private TestWorld world = shared.world;
    private ExchangeBench bench = new ExchangeBench(shared);

    @BeforeEach
    void clean() {
        bench.clean();
    }

    /** Days pass in a world of their own: certificates end as well. */
    private void overDays(Story story) throws Exception {
        try (TestWorld far = TestWorld.open()) {
            world = far;
            bench = new ExchangeBench(new Bench(far));
            story.happens();
        }
    }

    /** A test within another world. */
    @FunctionalInterface
    private interface Story {
        void happens() throws Exception;
    }

    @Test
    void question_thatNoWalletFetched_endsAfterTenMinutes() throws Exception {
        overDays(() -> {
            ObjectNode order = order();
            assertThat(Instant.parse(order.get("expires_at").asString()))
                    .isEqualTo(world.clock.instant().plus(Duration.ofMinutes(10)));
            pass(Duration.ofMinutes(10));
            assertThat(get(order).statusCode()).isEqualTo(404);
            assertThat(state(order).get("state").asString()).isEqualTo("EXPIRED");
            assertThat(state(order).has("taken_at")).isFalse();
        });
    }

    @Test
    void question_thatAWalletFetchedInTheLastMinute_canBeAnsweredAMinuteBeforeFourteenDays() throws Exception {
        overDays(() -> {
            ObjectNode order = order();
            pass(Duration.ofMinutes(9));
            Opened opened = taken(order, get(order));
            assertThat(Instant.parse(state(order).get("expires_at").asString()))
                    .isEqualTo(world.clock.instant().plus(Duration.ofDays(14)));
            assertThat(opened.request().claims().get("exp").asLong())
                    .isEqualTo(world.clock.instant().plus(Duration.ofDays(14)).getEpochSecond());
            pass(Duration.ofDays(14).minusMinutes(1));
            bench.agree(opened);
            assertThat(bench.stateOf(opened)).isEqualTo("READY");
        });
    }

    @Test
    void question_thatAWalletFetched_cannotBeAnsweredAMinuteAfterFourteenDays() throws Exception {
        overDays(() -> {
            Opened opened = bench.open();
            given(opened);
            world.clock.advance(Duration.ofDays(14).plusMinutes(1));
            world.renew();
            refused(bench.present(opened, bench.presentation(opened)), "request_expired");
            pass(Duration.ZERO);
            assertThat(bench.stateOf(opened)).isEqualTo("EXPIRED");
            refused(bench.present(opened, bench.presentation(opened)), "request_expired");
        });
    }

    @Test
    void question_aboutAnExchangeThatEndsSooner_endsWithIt() throws Exception {
        ObjectNode question = bench.question();
        Instant until = world.clock.instant().plus(Duration.ofDays(3));
        Opened opened = bench.open(question.put("until", until.toString()));
        assertThat(Instant.parse(bench.state(opened).get("expires_at").asString())).isEqualTo(until);
    }

    @Test
    void secondWallet_canNeitherReadNorAnswer() throws Exception {
        ObjectNode order = order();
        Opened opened = taken(order, post(order, NONCE));
        assertThat(get(order).statusCode()).isEqualTo(404);
        assertThat(post(order, NONCE + "-of-another").statusCode()).isEqualTo(404);
        assertThat(state(order).has("request")).as("nothing to scan any more").isFalse();
        assertThat(state(order).get("taken_at").asString()).isNotEmpty();
        bench.wallet.postForm(opened.request().text("response_uri"), "error=access_denied&state=guessed");
        assertThat(bench.stateOf(opened)).isEqualTo("ASKED");
        bench.agree(opened);
        assertThat(bench.stateOf(opened)).isEqualTo("READY");
    }

    @Test
    void secondWallet_thatSendsNoNonce_isNoRepetitionOfTheFirst() throws Exception {
        ObjectNode order = order();
        taken(order, get(order));
        assertThat(get(order).statusCode()).isEqualTo(404);
        assertThat(post(order, "").statusCode()).isEqualTo(404);
        assertThat(post(order, NONCE).statusCode()).isEqualTo(404);
    }

    @Test
    void firstWallet_whoseConnectionBroke_getsTheSameAgain() throws Exception {
        ObjectNode order = order();
        HttpResponse<String> first = post(order, NONCE);
        HttpResponse<String> again = post(order, NONCE);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(new Request(first.body()).text("wallet_nonce")).isEqualTo(NONCE);
    }

    @Test
    void firstWallet_withANonceThatCouldBeGuessed_getsItOnce() throws Exception {
        ObjectNode order = order();
        assertThat(post(order, "1").statusCode()).isEqualTo(200);
        assertThat(post(order, "1").statusCode()).isEqualTo(404);
    }

    @Test
    void nonceAndKey_areMadeForTheWalletThatFetches() throws Exception {
        ObjectNode order = order();
        String before = stored(order, "c.nonce");
        Request request = taken(order, get(order)).request();
        assertThat(request.text("nonce")).isEqualTo(stored(order, "c.nonce")).isNotEqualTo(before);
        assertThat(stored(order, "r.state")).as("no other form can be answered").isEqualTo(request.text("state"));
    }

    @Test
    void answer_thatComesTwice_countsOnce() throws Exception {
        Opened opened = bench.agreed();
        refused(bench.present(opened, bench.presentation(opened)), "already_used");
        bench.wallet.postForm(opened.request().text("response_uri"),
                "error=access_denied&state=" + opened.request().text("state"));
        assertThat(bench.stateOf(opened)).isEqualTo("READY");
    }

    @Test
    void cancelled_byTheDesk_cannotBeAnsweredNorFetched() throws Exception {
        Opened opened = bench.open();
        given(opened);
        HttpResponse<String> cancelled = bench.desk.post("exchanges/" + opened.id() + "/cancel", "{}");
        assertThat(TestWallet.json(cancelled).get("state").asString()).isEqualTo("CANCELLED");
        assertThat(TestWallet.json(cancelled).get("message").asString()).contains("Nothing was sent");
        refused(bench.present(opened, bench.presentation(opened)), "request_cancelled");
        bench.run();
        assertThat(world.source.seen).isEmpty();
        assertThat(bench.desk.post("exchanges/" + opened.id() + "/cancel", "{}").statusCode()).isEqualTo(409);

        ObjectNode order = order();
        bench.desk.post("exchanges/" + order.get("exchange_id").asString() + "/cancel", "{}");
        assertThat(get(order).statusCode()).isEqualTo(404);
    }

    @Test
    void answered_cannotBeCancelled() throws Exception {
        Opened opened = bench.agreed();
        assertThat(bench.desk.post("exchanges/" + opened.id() + "/cancel", "{}").statusCode()).isEqualTo(409);
        assertThat(bench.stateOf(opened)).isEqualTo("READY");
    }

    private ObjectNode order() throws Exception {
        return TestWallet.json(bench.desk.post("exchanges", StrictJson.write(bench.question())));
    }

    private ObjectNode state(ObjectNode order) throws Exception {
        return TestWallet.json(bench.desk.get("exchanges/" + order.get("exchange_id").asString()));
    }

    private HttpResponse<String> get(ObjectNode order) throws Exception {
        return bench.wallet.send(HttpRequest.newBuilder(address(order)).build());
    }

    private HttpResponse<String> post(ObjectNode order, String nonce) throws Exception {
        return bench.wallet.postForm(address(order).toString(), "wallet_nonce=" + nonce);
    }

    private static URI address(ObjectNode order) {
        return TestWallet.requestUri(order.get("request").asString());
    }

    private static Opened taken(ObjectNode order, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return new Opened(order.get("exchange_id").asString(), new Request(answer.body()),
                new RecordId("AAAAAAAAAAAAAAAAAAAAAA"));
    }

    private void given(Opened opened) throws Exception {
        bench.given(opened, world.ledger.agreed(opened.record(), opened.hash(), opened.terms()));
    }

    /** Of the one request object there is. */
    private String stored(ObjectNode order, String column) {
        return world.bean(JdbcClient.class)
                .sql("select " + column + " from exchange_order join presentation_check c using (check_id)"
                        + " join request_object r using (check_id) where order_id = :id")
                .param("id", order.get("exchange_id").asString())
                .query(String.class)
                .single();
    }

    /** Time goes by, the world goes on, and the clocks of the service have run. */
    private void pass(Duration time) {
        world.clock.advance(time);
        world.renew();
        world.bean(RetentionClock.class).sweep();
        world.bean(ExchangeRounds.class).sweep();
    }

    private static void refused(HttpResponse<String> answer, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(TestWallet.json(answer).get("reason").asString()).isEqualTo(reason);
    }
}
