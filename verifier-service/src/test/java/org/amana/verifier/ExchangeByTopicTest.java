package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.amana.core.exchange.OrderAnswer;
import org.amana.core.exchange.OrderKey;
import org.amana.core.exchange.ReleaseRefusal;
import org.amana.core.exchange.SealedRequest;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.support.kafka.AnswerTaker;
import org.amana.support.kafka.OrderPair;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestSource.Reply;
import org.amana.verifier.testing.TestTopics;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** A source that is asked by topics: what it signs counts as over HTTP, and what anybody else writes there counts nothing. */
class ExchangeByTopicTest {
    private static final String PARTY = "harbour-bakery";
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);
    private final OrderPair pair = new OrderPair(PARTY, world.source.office.id);
    private final TestTopics topics = world.bean(TestTopics.class);
    private final AnswerTaker requester = world.bean(AnswerTaker.class);
    private final EphemeralKey orderKey = EphemeralKey.generate();
    private final List<String> orders = new CopyOnWriteArrayList<>();

    @BeforeEach
    void clean() {
        bench.clean();
        keyless();
        requester.take(pair, stated(orderKey, world.clock.instant()));
        topics.lead(pair, message -> answer(message, this::honest));
    }

    @AfterEach
    void backToHttp() {
        topics.clear();
    }

    @Test
    void release_byTheTopic_isStoredAsOverHttp_andNothingOfItCanBeReadThere() throws Exception {
        Opened opened = bench.agreed();
        bench.run();

        assertThat(bench.stateOf(opened)).isEqualTo("DELIVERED");
        assertThat(bench.kept(opened)).isOne();
        assertThat(bench.outcomes(opened)).hasSize(1);
        assertThat(orders).singleElement()
                .satisfies(order -> assertThat(order).doesNotContain(opened.request().text("client_id"))
                        .matches("[A-Za-z0-9_.-]+"));
    }

    @Test
    void refusal_thatTheSourceSigned_meansWhatItMeansOverHttp() throws Exception {
        topics.lead(pair, message -> answer(message, order -> refusal(order, 403, "withdrawn", OptionalInt.empty())));
        Opened opened = bench.agreed();
        bench.run();

        assertThat(bench.state(opened).path("reason").asString()).isEqualTo("withdrawn");
        assertThat(bench.stateOf(opened)).isEqualTo("DENIED");
    }

    @Test
    void refusal_forNow_isTriedAgainWhenItSays() throws Exception {
        topics.lead(pair, message -> answer(message,
                order -> refusal(order, 503, "ledger_unavailable", OptionalInt.of(1_800))));
        Opened opened = bench.agreed();
        bench.run();

        assertAway(opened, "ledger_unavailable");
        assertThat(Instant.parse(bench.state(opened).path("next_attempt_at").asString()))
                .isAfterOrEqualTo(world.clock.instant().plusSeconds(1_700));
    }

    /** Something that is written to the topic in place of the answer. */
    record Foreign(String name, Function<ExchangeByTopicTest, Function<SealedRequest.Opened, String>> answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Foreign> foreign() {
        return Stream.of(new Foreign("garbage", test -> order -> "garbage"),
                new Foreign("garbage under the id", test -> order -> answered(order.id(), "a..b.c.d")),
                new Foreign("a refusal that nobody certified", test -> order -> test.refusal(order,
                        EphemeralKey.generate(), PARTY, order.request())),
                new Foreign("a refusal under a borrowed certificate", test -> order -> test.refusal(order,
                        EphemeralKey.generate().withChain(test.world.source.office.key.chain()), PARTY,
                        order.request())),
                new Foreign("another authority's refusal",
                        test -> order -> test.refusal(order, test.world.issuer.key, PARTY, order.request())),
                new Foreign("a refusal to another requester", test -> order -> test.refusal(order,
                        test.world.source.office.key, "river-mill", order.request())),
                new Foreign("a refusal of another request with the same id", test -> order -> test.refusal(order,
                        test.world.source.office.key, PARTY, order.request() + "A")),
                new Foreign("an answer to another request",
                        test -> order -> test.honest(order).replace(order.id(), "A".repeat(43))),
                new Foreign("a release for another key", test -> order -> answered(order.id(),
                        test.refusal(order, EphemeralKey.generate().publicJwk()))));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void message_thatTheSourceDidNotSignForThisRequest_endsNothing(Foreign foreign) throws Exception {
        topics.lead(pair, message -> answer(message, foreign.answer().apply(this)));
        Opened opened = bench.agreed();
        bench.run();

        assertAway(opened, "source_unavailable");
        assertThat(bench.kept(opened)).isZero();
    }

    @Test
    void answer_behindForeignOnes_isStillTheAnswer_andOnceIsEnough() throws Exception {
        topics.lead(pair, message -> answer(message, order -> refusal(order, EphemeralKey.generate(), PARTY,
                order.request())) && answer(message, this::honest) && answer(message, this::honest));
        Opened opened = bench.agreed();
        bench.run();

        assertThat(bench.stateOf(opened)).isEqualTo("DELIVERED");
        assertThat(bench.kept(opened)).isOne();
    }

    @Test
    void answer_thatComesLateOrByAnotherPair_changesNothing_andTheNextTryIsAFreshRequest() throws Exception {
        topics.lead(pair, message -> {
            orders.add(message);
            requester.take(new OrderPair(PARTY, world.elsewhere.id), honest(open(message)));
            return true;
        });
        Opened opened = bench.agreed();
        bench.run();
        assertAway(opened, "source_unavailable");
        String late = honest(open(orders.getFirst()));
        requester.take(pair, late);
        assertAway(opened, "source_unavailable");

        topics.lead(pair, message -> answer(message, this::honest));
        bench.world.clock.advance(Duration.ofMinutes(1));
        bench.world.renew();
        bench.run();

        assertThat(bench.stateOf(opened)).isEqualTo("DELIVERED");
        assertThat(open(orders.getLast()).id()).isNotEqualTo(open(orders.getFirst()).id());
    }

    @Test
    void broker_thatTakesNothing_meansAway_andHttpIsNotTried() throws Exception {
        topics.lead(pair, _ -> false);
        Opened opened = bench.agreed();
        bench.run();

        assertAway(opened, "source_unavailable");
        assertThat(world.source.seen).isEmpty();
    }

    @Test
    void source_withoutAKeyThatCounts_isAway_andNothingIsSent() throws Exception {
        keyless();
        Opened opened = bench.agreed();
        bench.run();

        assertAway(opened, "source_unavailable");
        assertThat(orders).isEmpty();
        assertThat(world.source.seen).isEmpty();
    }

    @Test
    void key_ofAnother_orThatHasEnded_isNotTaken() {
        keyless();
        Instant now = world.clock.instant();
        ECKey key = orderKey.publicJwk();
        for (String statement : List.of(
                new OrderKey(pair.source(), PARTY, now, now.plusSeconds(60), key).sign(world.issuer.key),
                new OrderKey(pair.source(), PARTY, now, now.plusSeconds(60), key).sign(EphemeralKey.generate()),
                new OrderKey(pair.source(), "river-mill", now, now.plusSeconds(60), key).sign(world.source.office.key),
                new OrderKey(world.elsewhere.id, PARTY, now, now.plusSeconds(60), key).sign(world.source.office.key),
                new OrderKey(pair.source(), PARTY, now.minusSeconds(60), now, key).sign(world.source.office.key))) {
            assertThatThrownBy(() -> requester.take(pair, new OrderAnswer.KeyStated(statement).write()))
                    .isInstanceOf(ProblemException.class);
        }
        assertThat(keys()).isZero();
    }

    @Test
    void key_thatIsOlder_doesNotComeBack() throws Exception {
        EphemeralKey old = EphemeralKey.generate();
        requester.take(pair, stated(old, world.clock.instant().minusSeconds(3_600)));
        bench.agreed();
        bench.run();

        assertThat(SealedRequest.kid(orders.getLast())).isEqualTo(orderKey.kid());
        requester.take(pair, stated(old, world.clock.instant().plusSeconds(30)));
        bench.agreed();
        bench.run();
        assertThat(SealedRequest.kid(orders.getLast())).isEqualTo(old.kid());
    }

    @Test
    void pair_ofAnotherRequester_isNotHere() {
        assertThat(requester.isHere(pair)).isTrue();
        assertThat(requester.isHere(new OrderPair("harbour-municipality", pair.source()))).isFalse();
    }

    private void assertAway(Opened opened, String reason) throws Exception {
        ObjectNode state = bench.state(opened);
        assertThat(state.path("state").asString()).isEqualTo("READY");
        assertThat(state.path("reason").asString()).isEqualTo(reason);
    }

    /** The broker takes the order, and this comes back. */
    private boolean answer(String message, Function<SealedRequest.Opened, String> by) {
        orders.add(message);
        try {
            requester.take(pair, by.apply(open(message)));
        } catch (ProblemException e) {
            // as the transport does
            assertThat(e.problem().code()).isNotEmpty();
        }
        return true;
    }

    private SealedRequest.Opened open(String message) {
        if (!SealedRequest.kid(message).equals(orderKey.kid()))
            throw new ProblemException(new org.amana.core.http.PeerProblem.Unreachable("for another key"));
        return SealedRequest.open(message, orderKey.privateJwk());
    }

    private String honest(SealedRequest.Opened order) {
        Reply reply = world.source.answer(order.request());
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return answered(order.id(), reply.body());
    }

    private String refusal(SealedRequest.Opened order, int status, String reason, OptionalInt retryAfter) {
        return answered(order.id(), new ReleaseRefusal(pair.source(), PARTY, order.id(),
                ReleaseRefusal.digest(order.request()), world.clock.instant(), status, reason, retryAfter)
                .seal(world.source.office.key, order.replyKey()));
    }

    private String refusal(SealedRequest.Opened order, SigningKey by, String party, String request) {
        return answered(order.id(), new ReleaseRefusal(pair.source(), party, order.id(),
                ReleaseRefusal.digest(request), world.clock.instant(), 403, "withdrawn", OptionalInt.empty())
                .seal(by, order.replyKey()));
    }

    private String refusal(SealedRequest.Opened order, ECKey to) {
        return new ReleaseRefusal(pair.source(), PARTY, order.id(), ReleaseRefusal.digest(order.request()),
                world.clock.instant(), 403, "withdrawn", OptionalInt.empty()).seal(world.source.office.key, to);
    }

    private static String answered(String id, String jwe) {
        return new OrderAnswer.Answered(id, jwe).write();
    }

    private String stated(EphemeralKey key, Instant at) {
        return new OrderAnswer.KeyStated(new OrderKey(pair.source(), PARTY, at, at.plus(Duration.ofDays(3)),
                key.publicJwk()).sign(world.source.office.key)).write();
    }

    private void keyless() {
        world.bean(JdbcClient.class).sql("delete from source_order_key").update();
    }

    private int keys() {
        return world.bean(JdbcClient.class).sql("select count(*) from source_order_key").query(Integer.class).single();
    }
}
