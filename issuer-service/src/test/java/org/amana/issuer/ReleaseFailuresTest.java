package org.amana.issuer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.amana.issuer.Municipality.diploma;
import static org.amana.issuer.ReleaseDriver.refused;
import static org.amana.issuer.ReleaseWorld.LEDGER;
import static org.amana.issuer.ReleaseWorld.fetches;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.EventKind;
import org.amana.core.key.SigningKey;
import org.amana.issuer.Municipality.Ask;
import org.amana.issuer.Municipality.Card;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.authority.AuthorityKeys;
import org.amana.issuer.permit.ReleaseOrders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Releases that fail at the ledger or behind it: nothing leaves, and what had a permit ends as FAILED. */
@ReleaseTest
@ExtendWith(OutputCaptureExtension.class)
class ReleaseFailuresTest {
    private final ShiftedClock clock;
    private final ReleaseDriver driver;
    private final ReleaseOrders orders;
    private final JdbcClient jdbc;
    private final SigningKey source;
    private final Municipality municipality;
    private final Card card;

    ReleaseFailuresTest(@Autowired Offices offices, @Autowired ShiftedClock clock, @Autowired ReleaseDriver driver,
            @Autowired ReleaseOrders orders, @Autowired JdbcClient jdbc, @Autowired AuthorityKeys keys,
            @Value("${amana.base-url}") String baseUrl) {
        this.clock = clock;
        this.driver = driver;
        this.orders = orders;
        this.jdbc = jdbc;
        this.source = keys.credentialKey(new AuthorityId("recognition-office"));
        this.municipality = new Municipality(clock, baseUrl);
        this.card = driver.card(offices.recognition(), "R-0001", "qualification");
    }

    @BeforeEach
    void calm() {
        ReleaseWorld.calm(clock);
    }

    @Test
    void ledger_whenDown_thenNothingIsFetched() {
        LEDGER.goDown();

        refused(driver.send(municipality.ask(card)), 503, "ledger_unavailable");

        assertThat(fetches()).isZero();
    }

    @Test
    void ledger_whenItKnowsNothingOfTheRecord_thenNotGiven() {
        LEDGER.answerWith(404);

        assertThat(refused(driver.send(municipality.ask(card)), 403, "not_given").has("entry")).isFalse();

        assertThat(fetches()).isZero();
    }

    @ParameterizedTest
    @EnumSource(DenyReason.class)
    void ledger_whenItDenies_thenItsReasonAndEntry(DenyReason reason) {
        LEDGER.deny(reason);

        assertThat(refused(driver.send(municipality.ask(card)), 403, reason.code()).path("entry").isIntegralNumber())
                .isTrue();

        assertThat(LEDGER.orders()).hasSize(1);
        assertThat(LEDGER.outcomes()).isEmpty();
        assertThat(fetches()).isZero();
    }

    @Test
    void permit_whenSignedByNoLogOfTheTrustList_thenNothingIsFetched() {
        LEDGER.forge();

        refused(driver.send(municipality.ask(card)), 503, "ledger_unavailable");

        assertThat(fetches()).isZero();
    }

    /** An order the ledger proves although another one was asked for. */
    record Other(String what, BiFunction<Ask, SigningKey, String> order) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Other> otherOrders() {
        return Stream.of(
                new Other("for another requester", (ask, key) -> ask.order(key, "harbour-bakery", ask.categories)),
                new Other("for other categories",
                        (ask, key) -> ask.order(key, Municipality.PARTY, List.of(diploma("given_name")))),
                new Other("for another record", (ask, key) -> {
                    ask.record = org.amana.core.consent.RecordId.random(new java.util.Random());
                    return ask.order(key, Municipality.PARTY, ask.categories);
                }),
                new Other("for an order of the same words", (ask, key) -> ask.order(key, Municipality.PARTY,
                        ask.categories)));
    }

    @ParameterizedTest
    @MethodSource("otherOrders")
    void permit_whenForAnotherOrder_thenNothingIsFetched(Other other) {
        Ask ask = municipality.ask(card);
        String compact = ask.compact();
        String order = other.order().apply(ask, source);
        LEDGER.enterInstead(_ -> order);

        refused(driver.send(ask, compact), 503, "ledger_unavailable");

        assertThat(fetches()).isZero();
    }

    @Test
    void permit_whenSixSecondsLate_thenNothingIsFetchedAndItFailed() {
        LEDGER.beforeAnswer(() -> clock.advance(Duration.ofSeconds(6)));

        refused(driver.send(municipality.ask(card)), 503, "permit_expired");

        assertThat(fetches()).isZero();
        assertFailed("permit_expired");
    }

    /** What a register answers, and what the FAILED entry says of it. */
    record Spoiled(String what, ResponseDefinitionBuilder answer, int status, String reason, String failure) {
        static Spoiled register(String what, ResponseDefinitionBuilder answer, String failure) {
            return new Spoiled(what, answer, 503, "register_unavailable", failure);
        }

        static Spoiled row(String what, String from, String to, String failure) {
            return register(what, json(ReleaseWorld.ROW.replace(from, to)), failure);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Spoiled> registers() {
        return Stream.of(
                Spoiled.register("out of order", aResponse().withStatus(500), "register_unavailable"),
                Spoiled.register("asks for a login", aResponse().withStatus(401), "register_unavailable"),
                Spoiled.register("redirects", aResponse().withStatus(302).withHeader("Location", "/elsewhere"),
                        "register_unavailable"),
                Spoiled.register("breaks off", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                        "register_unavailable"),
                Spoiled.register("slow", json(ReleaseWorld.ROW).withFixedDelay(3_000), "register_timed_out"),
                Spoiled.register("endless", json("{\"a\":\"" + "x".repeat(300_000) + "\"}"),
                        "register_answer_too_large"),
                Spoiled.register("garbage", json("<html>Amina Haddad</html>"), "register_answer_unreadable"),
                Spoiled.register("many rows", json("[" + ReleaseWorld.ROW + "]"), "register_answer_unreadable"),
                Spoiled.register("deep", json("{\"grades\":" + "[".repeat(3_000) + "]".repeat(3_000) + "}"),
                        "register_answer_unreadable"),
                Spoiled.row("a row within the row", "\"3.4\"", "{\"a\":1}", "register_answer_unreadable"),
                Spoiled.row("a level that is none", ":6,", ":\"six\",", "register_answer_unreadable"),
                Spoiled.row("a required column missing", "\"recognised\"", "\"\"", "register_answer_unreadable"),
                Spoiled.row("another person's row", "R-0001", "R-0002", "register_other_person"),
                Spoiled.row("nobody's row", "\"register_number\":\"R-0001\",", "", "register_other_person"),
                new Spoiled("nobody under that number", aResponse().withStatus(404), 403, "subject_unknown",
                        "subject_unknown"),
                new Spoiled("nothing of what is asked",
                        json("{\"register_number\":\"R-0001\",\"given_name\":\"Amina\"}"), 403, "subject_unknown",
                        "subject_unknown"));
    }

    @ParameterizedTest
    @MethodSource("registers")
    void register_whenItGivesNoRowToRelyOn_thenNothingLeavesAndItFailed(Spoiled spoiled, CapturedOutput output) {
        ReleaseWorld.answer(spoiled.answer());

        refused(driver.send(municipality.ask(card)), spoiled.status(), spoiled.reason());

        assertThat(fetches()).isOne();
        assertFailed(spoiled.failure());
        assertThat(output.getAll()).doesNotContain("Amina", "Haddad", "Nursing", "R-0001");
    }

    @Test
    void consent_whenWithdrawnBetweenPermitAndSending_thenNothingLeaves() {
        int before = driver.remembered();
        LEDGER.stand("WITHDRAWN");

        refused(driver.send(municipality.ask(card)), 403, "withdrawn");

        assertThat(fetches()).isOne();
        assertFailed("withdrawn");
        assertThat(driver.remembered()).isEqualTo(before);
    }

    @Test
    void ledger_whenGoneBeforeSending_thenNothingLeavesAndItHearsLater() {
        LEDGER.beforeAnswer(LEDGER::goDown);

        refused(driver.send(municipality.ask(card)), 503, "ledger_unavailable");

        assertThat(LEDGER.outcomes()).isEmpty();
        assertThat(driver.lastOrder()).containsExactly("FAILED ledger_unavailable");
        LEDGER.calm(clock);
        orders.tidy();
        assertThat(LEDGER.outcomes()).hasSize(1);
        orders.tidy();
        assertThat(LEDGER.outcomes()).hasSize(1);
    }

    @Test
    void permit_whenACrashLeftItOpen_thenItFailsLater() {
        Ask ask = municipality.ask(card);
        driver.open(ask, driver.send(ask));
        jdbc.sql("update release_order set state = 'OPEN', taken_at = taken_at - interval '6 minutes' "
                + "where permit = (select max(permit) from release_order)").update();

        orders.tidy();

        assertFailed("interrupted");
    }

    @Test
    void deadLetter_keepsTheOrderAndNothingOfThePerson() {
        ReleaseWorld.answer(json(ReleaseWorld.ROW.replace("R-0001", "R-0002")));
        refused(driver.send(municipality.ask(card)), 503, "register_unavailable");

        String row = jdbc.sql("select row_to_json(o)::text from release_order o order by permit desc limit 1")
                .query((found, number) -> found.getString(1))
                .single();

        assertThat(row).contains(LEDGER.orders().getFirst().compact(), "register_other_person")
                .doesNotContain("R-0001", "R-0002", "Amina", "Nursing");
    }

    private void assertFailed(String reason) {
        assertThat(driver.lastOrder()).containsExactly("FAILED " + reason);
        assertThat(LEDGER.outcomes()).hasSize(1).first().satisfies(outcome -> {
            assertThat(outcome.kind()).isEqualTo(EventKind.FAILED);
            assertThat(outcome.reason()).contains(reason);
            assertThat(outcome.issuer()).endsWith("/recognition-office");
        });
    }

    private static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }
}
