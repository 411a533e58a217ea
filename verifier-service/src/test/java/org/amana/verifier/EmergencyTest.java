package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.Emergency;
import org.amana.core.consent.EmergencyReason;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.RecordId;
import org.amana.core.json.StrictJson;
import org.amana.verifier.exchange.law.EmergencyAccesses;
import org.amana.verifier.organisation.OrganisationId;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestDesk;
import org.amana.verifier.testing.TestLedger;
import org.amana.verifier.testing.TestSource.Reply;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Data that a clerk fetches to protect a life: with a reason at once, and with a review by another person afterwards. */
class EmergencyTest {
    private static final String WHY = "She was carried in and cannot speak.";
    private static final String FINE = "{\"justified\":true,\"words\":\"You could not speak.\"}";
    private static final String WRONG = "{\"justified\":false,\"words\":\"You could have been asked.\"}";
    private static final String LIFT = "{\"words\":\"We talked about it.\"}";
    private final TestWorld world = TestWorld.sharedBench().world;
    private final ExchangeBench bench = new ExchangeBench(TestWorld.sharedBench());
    private final JdbcClient rows = world.bean(JdbcClient.class);
    private final TestDesk clerk = bench.desk;
    private final TestDesk officer;

    EmergencyTest() throws Exception {
        officer = new TestDesk(world, "harbour-bakery", "bakery-dpo");
    }

    @BeforeEach
    @AfterEach
    void clean() {
        bench.clean();
        rows.sql("delete from emergency_access").update();
    }

    @Test
    void emergency_isFetchedAtOnceAndWaitsForTheOfficer() throws Exception {
        Opened access = opened();
        assertThat(bench.kept(access)).isEqualTo(1);
        JsonNode waiting = one();
        assertThat(waiting.path("state").asString()).isEqualTo("OPEN");
        assertThat(waiting.path("reason").asString()).isEqualTo(WHY);
        assertThat(waiting.path("opened_by").asString()).isEqualTo("baker");
        assertThat(Instant.parse(waiting.path("review_by").asString())).isBetween(
                world.clock.instant().plus(Duration.ofDays(3)).minusSeconds(1),
                world.clock.instant().plus(Duration.ofDays(3)));
        assertThat(bench.state(access).path("review_by").asString()).isEqualTo(waiting.path("review_by").asString());
    }

    @Test
    void reason_isSealedAtRestAndTheAccessIsBoundToItWithoutSayingIt() throws Exception {
        Opened opened = opened();
        String law = rows.sql("select law from exchange_order where order_id = :id")
                .param("id", opened.id())
                .query(String.class)
                .single();
        Emergency emergency = LawfulAccess.verify(law).emergency().orElseThrow();
        EmergencyReason reason = world.bean(EmergencyAccesses.class)
                .all(new OrganisationId("harbour-bakery"))
                .getFirst()
                .reason();
        assertThat(reason.isOf(emergency)).isTrue();
        assertThat(new EmergencyReason("Something else.", reason.salt()).isOf(emergency)).isFalse();
        assertThat(rows.sql("select reason from emergency_access").query(String.class).single())
                .doesNotContain("carried");
        assertThat(new String(java.util.Base64.getUrlDecoder().decode(law.split("\\.", -1)[1]),
                java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("carried");
    }

    @Test
    void review_thatItWasJustified_isSignedAndKeepsWhatCame() throws Exception {
        Opened access = opened();
        assertThat(review(officer, FINE).path("state").asString()).isEqualTo("JUSTIFIED");
        AccessReview sent = world.ledger.reviews().getLast();
        assertThat(sent.justified()).isTrue();
        assertThat(sent.words()).isEqualTo("You could not speak.");
        assertThat(sent.issuer()).isEqualTo("harbour-bakery");
        assertThat(sent.record().value()).isEqualTo(one().path("record").asString());
        assertThat(bench.kept(access)).isEqualTo(1);
    }

    @Test
    void review_thatItWasNotJustified_erasesWhatCameAndEndsTheOrder() throws Exception {
        Opened access = opened();
        assertThat(review(officer, WRONG).path("state").asString()).isEqualTo("NOT_JUSTIFIED");
        assertThat(bench.kept(access)).isZero();
        JsonNode order = bench.state(access);
        assertThat(order.path("state").asString()).isEqualTo("ENDED");
        assertThat(order.at("/deliveries/0/erased_for").asString()).isEqualTo("NOT_JUSTIFIED");
        assertThat(clerk.post("exchanges/" + access.id() + "/retry", "").statusCode()).isEqualTo(409);
    }

    @Test
    void statements_sayByDistinctPseudonymsWhoOpenedAndWhoReviewed() throws Exception {
        Opened opened = opened();
        review(officer, WRONG);
        var by = LawfulAccess.verify(rows.sql("select law from exchange_order where order_id = :id")
                .param("id", opened.id())
                .query(String.class)
                .single()).emergency().orElseThrow().openedBy();
        EmergencyReason reason = world.bean(EmergencyAccesses.class)
                .all(new OrganisationId("harbour-bakery"))
                .getFirst()
                .reason();
        assertThat(by).isEqualTo(reason.pseudonym("baker"));
        assertThat(world.ledger.reviews().getLast().by()).isEqualTo(reason.pseudonym("bakery-dpo")).isNotEqualTo(by);
    }

    @Test
    void lift_thatTheLedgerDidNotTake_isSentAgainAsItWasAndThenSaysSo() throws Exception {
        opened();
        review(officer, WRONG);
        world.ledger.refuseReviews(503, "away");
        assertThat(lift(LIFT).statusCode()).isEqualTo(503);
        assertThat(one().path("state").asString()).isEqualTo("NOT_JUSTIFIED");
        world.ledger.acknowledgeReviews();
        assertThat(lift("{\"words\":\"Other words.\"}").statusCode()).isEqualTo(200);
        assertThat(one().path("state").asString()).isEqualTo("LIFTED");
        AccessReview sent = world.ledger.reviews().getLast();
        assertThat(sent.verdict()).isEqualTo(AccessReview.Verdict.LIFTED);
        assertThat(sent.words()).isEqualTo("We talked about it.");
    }

    @Test
    void denial_becauseOfAnEarlierEmergency_isSaidInPlainWordsAndCanBeTriedAgain() throws Exception {
        world.source.answering = request -> Reply.problem(403, "earlier_emergency");
        Opened access = opened();
        JsonNode order = bench.state(access);
        assertThat(order.path("state").asString()).isEqualTo("DENIED");
        assertThat(order.path("message").asString()).contains("An earlier emergency", "officer has to settle that");
        assertThat(clerk.post("exchanges/" + access.id() + "/retry", "").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> lift(String body) throws Exception {
        return officer.post("reviews/" + one().path("record").asString() + "/lift", body);
    }

    @Test
    void review_thatTheLedgerDidNotTake_isSentAgainAsItWas() throws Exception {
        Opened access = opened();
        world.ledger.refuseReviews(503, "away");
        assertThat(post(officer, WRONG).statusCode()).isEqualTo(503);
        assertThat(bench.kept(access)).isEqualTo(1);
        assertThat(one().path("state").asString()).isEqualTo("SENDING");
        world.ledger.acknowledgeReviews();
        assertThat(review(officer, FINE).path("state").asString()).isEqualTo("NOT_JUSTIFIED");
        List<AccessReview> sent = world.ledger.reviews();
        assertThat(sent).extracting(AccessReview::compact).containsOnly(sent.getFirst().compact());
        assertThat(bench.kept(access)).isZero();
    }

    @Test
    void access_thatNobodyReviewedInTime_isRedForTheOfficer() throws Exception {
        opened();
        assertThat(numbers("reviews")).isEqualTo(1);
        assertThat(numbers("reviews_overdue")).isZero();
        rows.sql("update emergency_access set review_by = :now")
                .param("now", java.sql.Timestamp.from(world.clock.instant()))
                .update();
        assertThat(one().path("state").asString()).isEqualTo("OVERDUE");
        assertThat(numbers("reviews_overdue")).isEqualTo(1);
        review(officer, FINE);
        assertThat(numbers("reviews") + numbers("reviews_overdue")).isZero();
    }

    @Test
    void denial_untilTheReviewIsThere_isSaidInPlainWords() throws Exception {
        world.source.answering = request -> Reply.problem(403, "not_reviewed");
        JsonNode order = bench.state(opened());
        assertThat(order.path("state").asString()).isEqualTo("DENIED");
        assertThat(order.path("message").asString()).contains("has not reviewed this emergency in time");
    }

    @Nested
    class Refusals {
        @Test
        void emergency_withoutAReason_isNotOpened() throws Exception {
            Opened known = bench.agreed();
            for (String reason : new String[]{"", "  ", "x".repeat(1_001), "a\u0000b"}) {
                assertThat(open(known, TestLedger.EMERGENCY, wish -> wish.put("reason", reason)).statusCode())
                        .isEqualTo(400);
            }
            assertThat(open(known, TestLedger.EMERGENCY, wish -> {}).statusCode()).isEqualTo(400);
            assertThat(list()).isEmpty();
        }

        @Test
        void emergency_asASeries_isNotOpened() throws Exception {
            assertThat(open(bench.agreed(), TestLedger.EMERGENCY, wish -> wish.put("reason", WHY).put("every", "P1M"))
                    .statusCode()).isEqualTo(400);
        }

        @Test
        void accessByDuty_withAReason_isNotOpenedAndWithoutOneIsNotReviewed() throws Exception {
            Opened known = bench.agreed();
            assertThat(open(known, TestLedger.DUTY, wish -> wish.put("reason", WHY)).statusCode()).isEqualTo(400);
            HttpResponse<String> opened = open(known, TestLedger.DUTY, wish -> {});
            assertThat(opened.statusCode()).isEqualTo(201);
            assertThat(list()).isEmpty();
            assertThat(officer.post("reviews/" + TestWallet.json(opened).path("record").asString(), FINE).statusCode())
                    .isEqualTo(404);
        }

        @Test
        void review_byAClerk_isForbidden() throws Exception {
            opened();
            assertThat(post(clerk, FINE).statusCode()).isEqualTo(403);
            assertThat(clerk.get("reviews").statusCode()).isEqualTo(403);
            assertThat(world.ledger.reviews()).isEmpty();
        }

        @Test
        void review_byAnotherOrganisationsOfficer_isForbidden() throws Exception {
            opened();
            var other = new TestDesk(world, "river-mill", "mill-dpo");
            String record = one().path("record").asString();
            assertThat(other.postTo("harbour-bakery", "reviews/" + record, FINE).statusCode()).isEqualTo(403);
            assertThat(other.post("reviews/" + record, FINE).statusCode()).isEqualTo(404);
            assertThat(other.getFrom("harbour-bakery", "reviews").statusCode()).isEqualTo(403);
            assertThat(world.ledger.reviews()).isEmpty();
        }

        @Test
        void review_byWhoOpenedIt_isForbidden() throws Exception {
            opened();
            rows.sql("update emergency_access set opened_by = 'bakery-dpo'").update(); // no officer's account opens any
            HttpResponse<String> refused = post(officer, FINE);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("same_person");
            assertThat(world.ledger.reviews()).isEmpty();
            assertThat(one().path("state").asString()).isEqualTo("OPEN");
        }

        @Test
        void lift_ofWhatWasNotFoundUnjustified_isRefused() throws Exception {
            opened();
            assertThat(lift(LIFT).statusCode()).isEqualTo(400);
            review(officer, FINE);
            assertThat(lift(LIFT).statusCode()).isEqualTo(400);
            assertThat(world.ledger.reviews()).hasSize(1);
        }

        @Test
        void lift_withoutWordsOrTwice_isRefused() throws Exception {
            opened();
            review(officer, WRONG);
            assertThat(lift("{}").statusCode()).isEqualTo(400);
            assertThat(lift(LIFT).statusCode()).isEqualTo(200);
            assertThat(lift(LIFT).statusCode()).isEqualTo(400);
            assertThat(world.ledger.reviews()).hasSize(2);
        }

        @Test
        void review_twice_isRefused() throws Exception {
            opened();
            review(officer, FINE);
            assertThat(post(officer, WRONG).statusCode()).isEqualTo(400);
            assertThat(one().path("state").asString()).isEqualTo("JUSTIFIED");
            assertThat(world.ledger.reviews()).hasSize(1);
        }

        @Test
        void review_withoutVerdictOrWords_isRefusedAndLeavesNothing() throws Exception {
            opened();
            for (String body : List.of("{}", "{\"words\":\"x\"}", "{\"justified\":true}",
                    "{\"justified\":\"true\",\"words\":\"x\"}", "{\"justified\":true,\"words\":\" \"}",
                    "{\"justified\":true,\"words\":\"a\\u0007b\"}",
                    "{\"justified\":true,\"words\":\"" + "x".repeat(2_001) + "\"}")) {
                assertThat(post(officer, body).statusCode()).as(body).isEqualTo(400);
            }
            assertThat(one().path("state").asString()).isEqualTo("OPEN");
            assertThat(world.ledger.reviews()).isEmpty();
        }

        @Test
        void review_ofAnAccessThatTheLedgerDoesNotKnow_isNotTakenForDone() throws Exception {
            opened();
            world.ledger.refuseReviews(404, "unknown_permit");
            assertThat(post(officer, FINE).statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(one().path("state").asString()).isEqualTo("SENDING");
        }

        @Test
        void review_ofAnUnknownRecord_isNotFound() throws Exception {
            assertThat(officer.post("reviews/" + new RecordId("A".repeat(22)).value(), FINE).statusCode())
                    .isEqualTo(404);
        }
    }

    /** Opens an emergency and fetches once. */
    private Opened opened() throws Exception {
        Opened known = bench.agreed();
        bench.run();
        HttpResponse<String> opened = open(known, TestLedger.EMERGENCY, wish -> wish.put("reason", WHY));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        bench.run();
        ObjectNode order = TestWallet.json(opened);
        return new Opened(order.path("exchange_id").asString(), known.request(),
                new RecordId(order.path("record").asString()));
    }

    private HttpResponse<String> open(Opened known, String use, java.util.function.Consumer<ObjectNode> change)
            throws Exception {
        ObjectNode wish = bench.question().put("intended_use", use).put("known_by", known.id());
        wish.remove("source");
        change.accept(wish);
        return clerk.post("exchanges", StrictJson.write(wish));
    }

    private HttpResponse<String> post(TestDesk by, String body) throws Exception {
        return by.post("reviews/" + one().path("record").asString(), body);
    }

    private JsonNode review(TestDesk by, String body) throws Exception {
        HttpResponse<String> answer = post(by, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestWallet.json(answer);
    }

    private JsonNode list() throws Exception {
        return StrictJson.parse(
                officer.get("reviews").body().getBytes(java.nio.charset.StandardCharsets.UTF_8), 64 * 1024);
    }

    private JsonNode one() throws Exception {
        JsonNode list = list();
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    private long numbers(String name) throws Exception {
        return TestWallet.json(officer.get("oversight")).path(name).asLong();
    }
}
