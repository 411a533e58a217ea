package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amana.core.consent.DenyReason;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestSource;
import org.amana.verifier.testing.TestSource.Reply;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of an order when the source refuses, is away, or takes its time. */
class SourceAnswersTest {
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);
    private final TestSource source = world.source;

    @BeforeEach
    void clean() {
        bench.clean();
    }

    @Test
    void refusal_isDeniedWithItsReason() throws Exception {
        for (DenyReason reason : DenyReason.values())
            // a series that is asked for too early goes on by itself
            if (reason != DenyReason.TOO_EARLY)
                denied(reason.code(), reason.code());
        denied("subject_unknown", "subject_unknown");
        denied("certificate_ended", "certificate_ended");
        denied("<script>alert(1)</script>", "denied");
        denied("source_unavailable", "denied");
    }

    @Test
    void absence_isTriedAgainWithAFreshRequest() throws Exception {
        for (Reply away : List.of(Reply.problem(503, "ledger_unavailable"),
                Reply.problem(503, "register_unavailable"), Reply.problem(503, "another"),
                Reply.problem(500, "server_error"), Reply.problem(429, "x"), Reply.problem(409, "request_replayed"),
                new Reply(502, "text/html", "<html>", Map.of()))) {
            source.seen.clear();
            source.answering = request -> away;
            Opened opened = bench.agreed();
            bench.run();
            ObjectNode state = bench.state(opened);
            assertThat(state.get("state").asString()).isEqualTo("READY");
            assertThat(state.get("next_attempt_at").asString())
                    .isEqualTo(world.clock.instant().plusSeconds(15).toString());
            assertThat(state.get("message").asString()).contains("by itself");
            assertThat(bench.kept(opened)).isZero();
            due(opened);
            source.answering = source::released;
            bench.run();
            assertThat(bench.stateOf(opened)).isEqualTo("DELIVERED");
            assertThat(source.seen).hasSize(2);
            assertThat(source.seen.get(0).id()).isNotEqualTo(source.seen.get(1).id());
            assertThat(source.seen.get(0).replyKey()).isNotEqualTo(source.seen.get(1).replyKey());
        }
    }

    @Test
    void retryAfter_isKeptToWithinAnHour() throws Exception {
        assertThat(nextAfter("600")).isEqualTo(Duration.ofMinutes(10));
        assertThat(nextAfter("999999")).isEqualTo(Duration.ofHours(1));
        assertThat(nextAfter("1")).isEqualTo(Duration.ofSeconds(15));
        assertThat(nextAfter("Sun, 22 Nov 2026 12:00:00 GMT")).isEqualTo(Duration.ofSeconds(15));
        assertThat(nextAfter("-5")).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void refusalOfTheRequest_fails() throws Exception {
        bench.refuses("bad_release_request", request -> Reply.problem(400, "bad_release_request"));
        bench.refuses("unknown_authority", request -> Reply.problem(404, "unknown"));
        bench.refuses("bad_release_request", request -> new Reply(201, "application/jose",
                source.released(request).body(), Map.of()));
    }

    @Test
    void redirectToAnotherHost_isNotFollowed() throws Exception {
        source.answering = request -> new Reply(302, "text/html", "",
                Map.of("Location", world.peers.baseUrl() + "/elsewhere"));
        Opened opened = bench.agreed();
        bench.run();
        assertThat(bench.state(opened).get("reason").asString()).isEqualTo("source_not_allowed");
        assertThat(world.fetches(java.net.URI.create("http://localhost/elsewhere"))).isZero();
        assertThat(bench.kept(opened)).isZero();
    }

    @Test
    void slow_isCutOffAndTriedAgain() throws Exception {
        var done = new java.util.concurrent.CountDownLatch(1);
        source.answering = request -> {
            done.await(20, java.util.concurrent.TimeUnit.SECONDS);
            return source.released(request);
        };
        Opened opened = bench.agreed();
        long begun = System.nanoTime();
        bench.run();
        done.countDown();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(bench.state(opened).get("reason").asString()).isEqualTo("source_unavailable");
        assertThat(bench.stateOf(opened)).isEqualTo("READY");
        assertThat(bench.kept(opened)).isZero();
    }

    @Test
    void denied_canBeTriedAgainWhereThatHelps() throws Exception {
        source.answering = request -> Reply.problem(403, "in_doubt");
        Opened opened = bench.agreed();
        bench.run();
        assertThat(bench.stateOf(opened)).isEqualTo("DENIED");
        source.answering = source::released;
        assertThat(bench.desk.post("exchanges/" + opened.id() + "/retry", "{}").statusCode()).isEqualTo(200);
        bench.run();
        assertThat(bench.stateOf(opened)).isEqualTo("DELIVERED");
        assertThat(bench.desk.post("exchanges/" + opened.id() + "/retry", "{}").statusCode()).isEqualTo(409);
    }

    @Test
    void denied_becauseWithdrawn_cannotBeTriedAgain() throws Exception {
        source.answering = request -> Reply.problem(403, "withdrawn");
        Opened opened = bench.agreed();
        bench.run();
        assertThat(bench.desk.post("exchanges/" + opened.id() + "/retry", "{}").statusCode()).isEqualTo(409);
    }

    private Duration nextAfter(String header) throws Exception {
        source.answering = request -> new Reply(503, "text/plain", "", Map.of("Retry-After", header));
        Opened opened = bench.agreed();
        bench.run();
        return Duration.between(world.clock.instant(),
                java.time.Instant.parse(bench.state(opened).get("next_attempt_at").asString()));
    }

    private void denied(String said, String reason) throws Exception {
        source.answering = request -> Reply.problem(403, said);
        Opened opened = bench.agreed();
        bench.run();
        ObjectNode state = bench.state(opened);
        assertThat(state.get("state").asString()).isEqualTo("DENIED");
        assertThat(state.get("reason").asString()).isEqualTo(reason);
        assertThat(state.get("message").asString()).as(reason)
                .doesNotContain(reason.equals("denied") ? "<" : "_")
                .isNotEqualTo("exchange.says.DENIED");
        assertThat(bench.kept(opened)).isZero();
        assertThat(bench.outcomes(opened)).isEmpty();
    }

    private void due(Opened opened) {
        world.bean(JdbcClient.class)
                .sql("update exchange_order set next_attempt_at = opened_at where order_id = :id and state = 'READY'")
                .param("id", opened.id())
                .update();
    }
}
