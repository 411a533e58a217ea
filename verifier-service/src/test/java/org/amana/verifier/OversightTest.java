package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.amana.core.json.StrictJson;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.TestDesk;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** The officer's numbers as JSON: exact, and for the officer of that organisation alone. */
class OversightTest {
    private final TestWorld world = TestWorld.sharedBench().world;
    private final ExchangeBench bench = new ExchangeBench(TestWorld.sharedBench());
    private final JdbcClient rows = world.bean(JdbcClient.class);
    private final TestDesk officer;

    OversightTest() throws Exception {
        officer = new TestDesk(world, "harbour-bakery", "bakery-dpo");
    }

    @BeforeEach
    @AfterEach
    void clean() throws Exception {
        bench.clean();
        rows.sql("delete from objection").update();
        rows.sql("delete from emergency_access").update();
        rows.sql("delete from rights_request").update();
        rows.sql("delete from erasure_confirmation").update();
        rows.sql("delete from exchange_denial").update();
        rows.sql("delete from unwatched_log").update();
        rows.sql("update exchange_order set state = 'FAILED' where state = 'CONFLICT'").update();
    }

    @Test
    void numbers_whenNothingWaits_areNone() throws Exception {
        assertThat(numbers()).hasToString(
                """
                        {"conflicts":0,"reviews":0,"reviews_overdue":0,"suspended":0,"suspended_orders":[],"erasures":0,"erased_orders":[],"rights":0,\
                        "objections":0,"denials":[],"forks":[],"unwatched":[]}""");
    }

    @Test
    void objections_areCountedBeyondTwoHundredAndByTheDay() throws Exception {
        var today = world.clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        Instant late = today.minusDays(32).atTime(23, 59).toInstant(ZoneOffset.UTC); // longer than any month
        Instant inTime = today.minusDays(27).atTime(0, 1).toInstant(ZoneOffset.UTC);
        rows.sql("""
                insert into objection (organisation, record, request_hash, objected_at, due_at)
                select 'harbour-bakery', 'r' || n, 'h', :due, :due from generate_series(1, 201) n""")
                .param("due", Timestamp.from(late))
                .update();
        rows.sql("""
                insert into objection (organisation, record, request_hash, objected_at, due_at)
                values ('harbour-bakery', 'in time', 'h', :now, :now), ('river-mill', 'another', 'h', :past, :past)""")
                .param("now", Timestamp.from(inTime))
                .param("past", Timestamp.from(late))
                .update();

        assertThat(numbers().get("objections").asLong()).isEqualTo(201);
    }

    @Test
    void rights_areOverdueOnTheDayAfterTheMonth() throws Exception {
        var lastDay = world.clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        // a month from the last days of a long one ends sooner
        var asked = Stream.iterate(lastDay.minusMonths(1), day -> day.plusDays(1))
                .filter(day -> !day.plusMonths(1).isBefore(lastDay))
                .findFirst()
                .orElseThrow();
        right("in time", asked.atTime(23, 59).toInstant(ZoneOffset.UTC));
        assertThat(numbers().get("rights").asLong()).isZero();
        right("late", lastDay.minusDays(1).minusMonths(1).atTime(0, 1).toInstant(ZoneOffset.UTC));
        assertThat(numbers().get("rights").asLong()).isEqualTo(1);
    }

    @Test
    void erasures_areCountedBeyondTwoHundred() throws Exception {
        rows.sql(
                """
                        insert into erasure_confirmation (organisation, record, request_hash, erased_at, confirmation, next_attempt_at)
                        select 'harbour-bakery', 'r' || n, 'h', :old, 'c', :old from generate_series(1, 230) n""")
                .param("old", Timestamp.from(world.clock.instant().minus(Duration.ofHours(25))))
                .update();

        assertThat(numbers().get("erasures").asLong()).isEqualTo(230);
    }

    @Nested
    class Refusals {
        @Test
        void numbers_forAClerk_areForbidden() throws Exception {
            refused(new TestDesk(world, "harbour-bakery", "baker").get("oversight"));
        }

        @Test
        void numbers_forAnotherOrganisationsOfficer_areForbidden() throws Exception {
            refused(new TestDesk(world, "river-mill", "mill-dpo").getFrom("harbour-bakery", "oversight"));
        }

        @Test
        void numbers_ofAnotherOrganisation_areForbidden() throws Exception {
            refused(officer.getFrom("river-mill", "oversight"));
        }

        private void refused(HttpResponse<String> answer) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(StrictJson.parseObject(answer.body(), 4096).path("reason").asString("")).isEqualTo("forbidden");
        }
    }

    private ObjectNode numbers() throws Exception {
        HttpResponse<String> answer = officer.get("oversight");
        assertThat(answer.statusCode()).isEqualTo(200);
        return StrictJson.parseObject(answer.body(), 64 * 1024);
    }

    private void right(String id, Instant asked) {
        rows.sql("""
                insert into rights_request (request_id, organisation, record, request_hash, log, receipt, asked_at)
                values (:id, 'harbour-bakery', :id, 'h', 'log', '{}', :asked)""")
                .param("id", id)
                .param("asked", Timestamp.from(asked))
                .update();
    }
}
