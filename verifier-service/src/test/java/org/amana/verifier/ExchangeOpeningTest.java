package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.amana.core.json.StrictJson;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestIssuer;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a clerk can and cannot ask of another authority. */
class ExchangeOpeningTest {
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);

    @BeforeEach
    void clean() {
        bench.clean();
    }

    @Test
    void open_asksForOneCardOfTheSourceAndNoneOfItsClaims() throws Exception {
        Opened opened = bench.open(bench.question().put("every", "P1M"));

        assertThat(opened.request().query().credentials()).singleElement().satisfies(card -> {
            assertThat(card.id()).isEqualTo("subject");
            assertThat(card.vctValues()).containsExactly(TestIssuer.QUALIFICATION);
            assertThat(card.claims()).isEmpty();
        });
        assertThat(opened.terms().source()).isEqualTo(world.source.office.id);
        assertThat(opened.terms().every()).contains(java.time.Period.ofMonths(1));
        assertThat(opened.terms().categories().getFirst().claims()).hasSize(3);
    }

    @Test
    void open_withFewerCategories_asksForThoseAlone() throws Exception {
        ObjectNode question = bench.question();
        question.set("categories", StrictJson.parse(("[{\"vct\":\"" + TestIssuer.QUALIFICATION
                + "\",\"claims\":[[\"qualification\",\"title\"]]}]").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                1_000));
        assertThat(bench.open(question).terms().categories().getFirst().claims())
                .containsExactly(java.util.List.of("qualification", "title"));
    }

    @Test
    void open_ofASourceTheTrustListDoesNotName_isRefused() throws Exception {
        refuses("unknown_source", question -> question.put("source", "https://elsewhere.example/office"));
        refuses("unknown_source", question -> question.put("source", world.source.office.id + "/"));
        refuses("unknown_source", question -> question.put("source", ""));
    }

    @Test
    void open_ofMoreThanTheUseAllows_isRefused() throws Exception {
        refuses("over_asking", question -> categories(question, TestIssuer.QUALIFICATION, "grades"));
        refuses("over_asking", question -> categories(question, TestIssuer.RIGHT_TO_WORK, "work_permission"));
    }

    @Test
    void open_forAUseThatDoesNotRestOnConsent_isRefused() throws Exception {
        refuses("wrong_intended_use", question -> question.put("intended_use", "check-right-to-work"));
    }

    @Test
    void open_forAnUnknownUse_isRefused() throws Exception {
        assertThat(bench.desk.post("exchanges",
                StrictJson.write(bench.question().put("intended_use", "not-registered"))).statusCode()).isEqualTo(422);
    }

    @Test
    void open_tooShortOrTooLong_isRefused() throws Exception {
        var now = world.clock.instant();
        var latest = now.atZone(java.time.ZoneOffset.UTC).plusMonths(6).plusDays(1).toInstant();
        refuses("bad_exchange_order",
                question -> question.put("until", now.plus(Duration.ofDays(2)).minusSeconds(1).toString()));
        refuses("bad_exchange_order",
                question -> question.put("until", latest.plusSeconds(1).toString()));
        assertThat(bench.open(bench.question().put("until", latest.toString())).id()).isNotEmpty();
        assertThat(bench.open(bench.question().put("until", now.plus(Duration.ofDays(2)).toString())).id())
                .isNotEmpty();
    }

    @Test
    void open_withAMalformedBody_isRefused() throws Exception {
        refuses("bad_exchange_order", question -> question.put("every", "P0D"));
        refuses("bad_exchange_order", question -> question.put("every", "P-1M"));
        refuses("invalid_request", question -> question.put("every", "monthly"));
        refuses("invalid_request", question -> question.put("until", "tomorrow"));
        refuses("invalid_request", question -> question.remove(java.util.List.of("until")));
        refuses("invalid_request", question -> categories(question, TestIssuer.QUALIFICATION));
        assertThat(bench.desk.post("exchanges", "[]").statusCode()).isEqualTo(400);
    }

    @Test
    void anotherOrganisation_seesNothing() throws Exception {
        Opened opened = bench.open();
        String body = StrictJson.write(bench.question());
        assertThat(bench.desk.postTo("river-mill", "exchanges", body).statusCode()).isEqualTo(403);
        assertThat(bench.desk.getFrom("river-mill", "exchanges/" + opened.id()).statusCode()).isEqualTo(403);
        var mill = new org.amana.verifier.testing.TestDesk(world, "river-mill", "miller");
        assertThat(mill.get("exchanges/" + opened.id()).statusCode()).isEqualTo(404);
        assertThat(mill.get("exchanges").body()).isEqualTo("[]");
        assertThat(mill.post("exchanges/" + opened.id() + "/retry", "{}").statusCode()).isEqualTo(404);
        assertThat(mill.post("exchanges", body).statusCode()).as("the use is another party's").isEqualTo(422);
    }

    @Test
    void check_ofAnExchange_isNoOrdinaryCheck() throws Exception {
        Opened opened = bench.open();
        String check = world.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("select check_id from exchange_order where order_id = :id")
                .param("id", opened.id())
                .query(String.class)
                .single();
        assertThat(bench.desk.get("checks/" + check).statusCode()).isEqualTo(404);
    }

    private static ObjectNode categories(ObjectNode question, String vct, String... claims) {
        var paths = question.putArray("categories").addObject().put("vct", vct).putArray("claims");
        for (String claim : claims)
            paths.addArray().add(claim);
        return question;
    }

    private void refuses(String reason, UnaryOperator<ObjectNode> spoil) throws Exception {
        var response = bench.desk.post("exchanges", StrictJson.write(spoil.apply(bench.question())));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(TestWallet.json(response).get("reason").asString()).isEqualTo(reason);
    }
}
