package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.verifier.exchange.ExchangeRounds;
import org.amana.verifier.exchange.PermitOutcomes;
import org.amana.verifier.retention.ErasureConfirmations;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestSource;
import org.amana.verifier.testing.TestSource.Reply;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** What time, crashes, a second instance and withdrawal do to an exchange. */
class ExchangeLifecycleTest {
    private TestWorld world = Worlds.BENCH.world;
    private ExchangeBench bench = new ExchangeBench(Worlds.BENCH);
    private TestSource source = world.source;

    /** One world for this class; it ends with the process. */
    private static final class Worlds {
        private static final Bench BENCH = make();

        private static Bench make() {
            try {
                return new Bench(TestWorld.open());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void clean() {
        bench.clean();
    }

    /** What happens over months happens in a world of its own: certificates end as well. */
    private void overMonths(Story story) throws Exception {
        try (TestWorld far = TestWorld.open()) {
            world = far;
            source = far.source;
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
    void question_thatNobodyAnswers_expires() throws Exception {
        overMonths(() -> {
            Opened opened = bench.open();
            world.clock.advance(Duration.ofDays(14));
            world.renew();
            world.bean(ExchangeRounds.class).sweep();
            assertThat(bench.stateOf(opened)).isEqualTo("EXPIRED");
            assertThat(bench.present(opened, bench.presentation(opened)).statusCode()).isEqualTo(400);
            assertThat(bench.stateOf(opened)).isEqualTo("EXPIRED");
        });
    }

    @Test
    void source_thatIsDownForADay_deliversOnce() throws Exception {
        source.answering = request -> Reply.problem(503, "register_unavailable");
        Opened opened = bench.agreed();
        for (int minute = 0; minute < 24 * 60; minute++) {
            bench.run();
            world.clock.advance(Duration.ofMinutes(1));
        }
        int tries = source.seen.size();
        assertThat(tries).as("a day of backing off").isBetween(24, 40);
        assertThat(source.seen.stream().map(request -> request.id()).distinct()).hasSize(tries);
        assertThat(bench.stateOf(opened)).isEqualTo("READY");

        source.answering = source::released;
        for (int minute = 0; minute < 70; minute++) {
            bench.run();
            world.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(bench.stateOf(opened)).isEqualTo("DELIVERED");
        assertThat(source.seen).hasSize(tries + 1);
        assertThat(bench.kept(opened)).isEqualTo(1);
        assertThat(bench.outcomes(opened)).singleElement()
                .satisfies(outcome -> assertThat(outcome.kind()).isEqualTo(EventKind.DELIVERED));
    }

    @Test
    void order_whoseTimeIsOver_failsAndForgetsTheAnswer() throws Exception {
        overMonths(() -> {
            source.answering = request -> Reply.problem(503, "ledger_unavailable");
            Opened opened = bench.agreed();
            bench.run();
            world.clock.advance(Duration.ofDays(90));
            world.renew();
            source.seen.clear();
            bench.run();
            world.bean(ExchangeRounds.class).sweep();
            assertThat(source.seen).isEmpty();
            assertThat(bench.state(opened).get("reason").asString()).isEqualTo("time_over");
            assertThat(presentations(opened)).isZero();
        });
    }

    @Test
    void crash_betweenReceivingAndSettling_settlesOnceAfterTheRestart() throws Exception {
        Opened opened = bench.agreed();
        bench.run();
        world.ledger.refuseOutcomes(503, "{}");
        List<ExchangeOutcome> lost = bench.outcomes(opened);
        assertThat(lost).hasSize(1);

        world.restart();
        world.ledger.acknowledgeOutcomes();
        world.clock.advance(Duration.ofMinutes(5));
        bench.run();
        List<ExchangeOutcome> sent = bench.outcomes(opened);
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).compact()).as("another body under the same key would be refused")
                .isEqualTo(lost.getFirst().compact());
        assertThat(keysOfOutcomes()).hasSize(1);
        bench.outcomes(opened);
        world.clock.advance(Duration.ofDays(1));
        assertThat(bench.outcomes(opened)).hasSize(2);
        assertThat(bench.kept(opened)).isEqualTo(1);
    }

    @Test
    void crash_whileFetching_isTakenUpAgainWithAFreshRequest() throws Exception {
        Opened opened = bench.agreed();
        // an instance that took the order and died
        world.bean(JdbcClient.class)
                .sql("update exchange_order set state = 'FETCHING', run = run + 1, attempts = 1, next_attempt_at = :end where order_id = :id")
                .param("end", java.sql.Timestamp.from(world.clock.instant().plusSeconds(64)))
                .param("id", opened.id())
                .update();
        bench.run();
        assertThat(source.seen).as("the lease still runs").isEmpty();
        world.clock.advance(Duration.ofSeconds(64));
        bench.run();
        assertThat(bench.stateOf(opened)).isEqualTo("DELIVERED");
        assertThat(source.seen).hasSize(1);
    }

    @Test
    void twoInstances_fetchOnce() throws Exception {
        var entered = new CountDownLatch(1);
        var second = new CountDownLatch(1);
        source.answering = request -> {
            entered.countDown();
            second.await(5, TimeUnit.SECONDS);
            return source.released(request);
        };
        Opened opened = bench.agreed();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(bench::run);
            assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();
            bench.run();
            second.countDown();
            first.get();
        }
        assertThat(source.seen).hasSize(1);
        assertThat(bench.stateOf(opened)).isEqualTo("DELIVERED");
        assertThat(bench.kept(opened)).isEqualTo(1);
    }

    @Test
    void instance_thatComesBackAfterItsLease_storesNothing() throws Exception {
        source.answering = request -> {
            if (source.seen.size() == 1) {
                world.clock.advance(Duration.ofSeconds(64));
                bench.run();
            }
            return source.released(request);
        };
        Opened opened = bench.agreed();
        bench.run();

        assertThat(source.seen).hasSize(2);
        assertThat(bench.stateOf(opened)).isEqualTo("DELIVERED");
        assertThat(bench.kept(opened)).isEqualTo(1);
        assertThat(bench.outcomes(opened).stream().map(ExchangeOutcome::kind))
                .containsExactlyInAnyOrder(EventKind.DELIVERED, EventKind.FAILED);
    }

    @Test
    void withdrawal_whileFetching_storesNothing() throws Exception {
        Opened opened = bench.open();
        source.answering = request -> {
            assertThat(bench.withdraw(opened)).isEqualTo(204);
            return source.released(request);
        };
        bench.agree(opened);
        bench.run();

        assertThat(bench.stateOf(opened)).isEqualTo("WITHDRAWN");
        assertThat(bench.kept(opened)).isZero();
        assertThat(bench.state(opened).get("deliveries")).isEmpty();
        assertThat(bench.outcomes(opened)).singleElement()
                .satisfies(outcome -> assertThat(outcome.reason()).contains("withdrawn"));
        assertThat(confirmations(opened)).isEqualTo(1);
    }

    @Test
    void withdrawal_afterwards_erasesStopsAndIsConfirmedOnce() throws Exception {
        Opened opened = bench.agree(bench.open(bench.question().put("every", "P1M")));
        bench.run();
        ObjectNode state = bench.state(opened);
        assertThat(state.get("state").asString()).isEqualTo("WAITING");
        String received = state.at("/deliveries/0/received_id").asString();
        assertThat(bench.desk.get("received/" + received).statusCode()).isEqualTo(200);

        assertThat(bench.withdraw(opened)).isEqualTo(204);
        assertThat(bench.withdraw(opened)).as("a notice that comes twice").isEqualTo(204);
        assertThat(bench.stateOf(opened)).isEqualTo("WITHDRAWN");
        assertThat(bench.desk.get("received/" + received).statusCode()).isEqualTo(404);
        assertThat(presentations(opened)).isZero();
        assertThat(world.bean(JdbcClient.class)
                .sql("select count(*) from received_data where order_id = :id and (sealed is not null or data_key is not null)")
                .param("id", opened.id())
                .query(Integer.class)
                .single()).isZero();
        world.bean(ErasureConfirmations.class).sendDue();
        world.bean(ErasureConfirmations.class).sendDue();
        assertThat(confirmations(opened)).isEqualTo(1);
        source.seen.clear();
        world.clock.advance(Duration.ofDays(32));
        world.renew();
        bench.run();
        assertThat(source.seen).isEmpty();
        assertThat(bench.desk.post("exchanges/" + opened.id() + "/retry", "{}").statusCode()).isEqualTo(409);
    }

    @Test
    void series_deliversEachTimeUntilItsEnd() throws Exception {
        overMonths(() -> {
            Opened opened = bench.agree(bench.open(bench.question().put("every", "P1M")));
            for (int day = 0; day < 95; day++) {
                bench.run();
                bench.run();
                world.clock.advance(Duration.ofDays(1));
                world.renew();
                world.bean(ExchangeRounds.class).sweep();
            }
            assertThat(bench.stateOf(opened)).isEqualTo("ENDED");
            assertThat(bench.kept(opened)).isEqualTo(3);
            assertThat(source.seen).hasSize(3);
            assertThat(bench.outcomes(opened).stream().map(ExchangeOutcome::permit).distinct()).hasSize(3);
        });
    }

    @Test
    void series_thatIsAskedForTooEarlyOrTooOften_goesOnByItself() throws Exception {
        for (String reason : List.of("too_early", "too_many_orders")) {
            Opened opened = bench.agree(bench.open(bench.question().put("every", "P1W")));
            source.answering = request -> Reply.problem(reason.equals("too_early") ? 403 : 429, reason);
            bench.run();
            assertThat(bench.stateOf(opened)).isEqualTo("READY");
            assertThat(bench.state(opened).get("reason").asString()).isEqualTo(reason);
            assertThat(bench.state(opened).get("message").asString()).contains("nothing was sent", "by itself");
            source.answering = source::released;
            world.clock.advance(Duration.ofHours(1).minusMinutes(1));
            bench.run();
            assertThat(bench.stateOf(opened)).isEqualTo("READY");
            world.clock.advance(Duration.ofMinutes(2));
            world.renew();
            bench.run();
            assertThat(bench.stateOf(opened)).isEqualTo("WAITING");
        }
    }

    @Test
    void series_whenDenied_stops() throws Exception {
        Opened opened = bench.agree(bench.open(bench.question().put("every", "P1W")));
        bench.run();
        source.answering = request -> Reply.problem(403, "withdrawn");
        world.clock.advance(Duration.ofDays(7));
        bench.run();
        assertThat(bench.stateOf(opened)).isEqualTo("DENIED");
        source.seen.clear();
        world.clock.advance(Duration.ofDays(21));
        world.renew();
        bench.run();
        assertThat(source.seen).isEmpty();
    }

    @Test
    void retention_whenItEnds_erasesAndIsConfirmedWhenNothingMoreComes() throws Exception {
        overMonths(() -> {
            Opened opened = bench.agreed();
            bench.run();
            world.clock.advance(Duration.ofDays(180));
            world.bean(ExchangeRounds.class).sweep();
            assertThat(bench.kept(opened)).isEqualTo(1);
            world.clock.advance(Duration.ofDays(5));
            world.bean(ExchangeRounds.class).sweep();
            world.bean(ExchangeRounds.class).sweep();
            assertThat(bench.kept(opened)).isZero();
            assertThat(bench.state(opened).at("/deliveries/0/erased_for").asString()).isEqualTo("RETENTION_ENDED");
            assertThat(confirmations(opened)).isEqualTo(1);
        });
    }

    @Test
    void retention_ofOneDelivery_doesNotEndTheSeries() throws Exception {
        Opened opened = bench.agree(bench.open(bench.question().put("every", "P1M")));
        bench.run();
        world.bean(JdbcClient.class)
                .sql("update received_data set kept_until = received_at where order_id = :id")
                .param("id", opened.id())
                .update();
        world.bean(ExchangeRounds.class).sweep();
        assertThat(bench.kept(opened)).isZero();
        assertThat(bench.stateOf(opened)).isEqualTo("WAITING");
        assertThat(confirmations(opened)).isZero();
    }

    @Test
    void delivery_leavesNoAnswerBehindAndEachLookIsKept() throws Exception {
        Opened opened = bench.agreed();
        assertThat(presentations(opened)).isEqualTo(1);
        bench.run();
        assertThat(presentations(opened)).isZero();
        String received = bench.state(opened).at("/deliveries/0/received_id").asString();
        for (int look = 0; look < 3; look++)
            assertThat(TestWallet.json(bench.desk.get("received/" + received))
                    .at("/data/0/claims/family_name")
                    .asString()).isEqualTo("Habte");
        assertThat(world.bean(JdbcClient.class)
                .sql("select who from received_data_look where received_id = :id")
                .param("id", received)
                .query(String.class)
                .list()).containsExactly("baker", "baker", "baker");
        assertThat(bench.desk.getFrom("river-mill", "received/" + received).statusCode()).isEqualTo(403);
    }

    @Test
    void outcome_thatTheLedgerNeverTakes_isGivenUpAfterAWeek() throws Exception {
        Opened opened = bench.agreed();
        bench.run();
        world.ledger.refuseOutcomes(404, "{\"reason\":\"unknown_record\"}");
        for (int hour = 0; hour < 24 * 8; hour++) {
            world.bean(PermitOutcomes.class).sendDue();
            world.clock.advance(Duration.ofHours(1));
        }
        int tries = bench.outcomes(opened).size();
        world.clock.advance(Duration.ofDays(2));
        assertThat(bench.outcomes(opened)).hasSize(tries);
    }

    private int presentations(Opened opened) {
        return world.bean(JdbcClient.class)
                .sql("select count(presentation) from exchange_order where order_id = :id")
                .param("id", opened.id())
                .query(Integer.class)
                .single();
    }

    private int confirmations(Opened opened) {
        return world.bean(JdbcClient.class)
                .sql("select count(*) from erasure_confirmation where record = :record")
                .param("record", opened.record().value())
                .query(Integer.class)
                .single();
    }

    private List<String> keysOfOutcomes() {
        return world.peers.findAll(com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor(
                com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching("/v1/permits/[0-9]+/outcomes")))
                .stream()
                .map(request -> request.getHeader("Idempotency-Key"))
                .distinct()
                .toList();
    }
}
