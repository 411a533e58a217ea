package org.amana.issuer;

import static org.amana.issuer.ReleaseDriver.refused;
import static org.amana.issuer.ReleaseWorld.LEDGER;
import static org.amana.issuer.ReleaseWorld.fetches;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.EventKind;
import org.amana.issuer.Municipality.Ask;
import org.amana.issuer.Municipality.Card;
import org.amana.issuer.permit.UnansweredOrders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders whose answer was lost on its way from the ledger: a permit among them ends as FAILED, and nothing is fetched. */
@ReleaseTest
class UnansweredOrdersTest {
    private static final Duration OLD = Duration.ofSeconds(62);
    private final ShiftedClock clock;
    private final ReleaseDriver driver;
    private final UnansweredOrders unanswered;
    private final JdbcClient jdbc;
    private final Municipality municipality;
    private final Card card;

    UnansweredOrdersTest(@Autowired Offices offices, @Autowired ShiftedClock clock, @Autowired ReleaseDriver driver,
            @Autowired UnansweredOrders unanswered, @Autowired JdbcClient jdbc,
            @Value("${amana.base-url}") String baseUrl) {
        this.clock = clock;
        this.driver = driver;
        this.unanswered = unanswered;
        this.jdbc = jdbc;
        this.municipality = new Municipality(clock, baseUrl);
        this.card = driver.card(offices.recognition(), "R-0001", "qualification");
    }

    @BeforeEach
    void calm() {
        ReleaseWorld.calm(clock);
        jdbc.sql("delete from unanswered_order").update();
    }

    @Test
    void permit_whenItsAnswerIsLost_thenItFailsOnceAndNothingIsFetched() {
        Ask ask = lost();
        unanswered.settle();
        assertThat(LEDGER.outcomes()).as("it may still be on its way").isEmpty();

        clock.advance(OLD);
        unanswered.settle();
        unanswered.settle();

        requireFailed(ask);
        assertThat(driver.lastOrder()).containsExactly("FAILED interrupted");
        assertThat(LEDGER.orders()).hasSize(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void permit_whenItsAnswerIsLostAndTheRequesterAsksAgain_thenItFailsFirst() {
        Ask ask = lost();
        clock.advance(OLD);

        Ask again = ask.again();
        driver.open(again, driver.send(again));

        requireFailed(ask);
        assertThat(LEDGER.orders()).hasSize(2);
        assertThat(waiting()).isZero();
    }

    @Test
    void permit_whileTheLedgerIsAway_isNotForgotten() {
        Ask ask = lost();
        clock.advance(OLD);
        LEDGER.loseAnswers();
        unanswered.settle();
        assertThat(waiting()).isOne();

        LEDGER.findAnswers();
        unanswered.settle();

        requireFailed(ask);
        assertThat(waiting()).isZero();
    }

    @Test
    void denial_whenItsAnswerIsLost_hasItsEntryAlready() {
        LEDGER.deny(DenyReason.WITHDRAWN);
        lost();
        clock.advance(OLD);

        unanswered.settle();

        assertThat(LEDGER.outcomes()).isEmpty();
        assertThat(waiting()).isZero();
    }

    @Test
    void order_whichTheLedgerNeverSaw_isNotAskedForAnew() {
        LEDGER.goDown();
        refused(driver.send(municipality.ask(card)), 503, "ledger_unavailable");
        assertThat(waiting()).isOne();
        LEDGER.calm(clock);
        clock.advance(OLD);

        unanswered.settle();

        assertThat(LEDGER.orders()).isEmpty();
        assertThat(LEDGER.outcomes()).isEmpty();
        assertThat(waiting()).isZero();
    }

    @Test
    void order_whenAnswered_leavesNothingBehind() {
        Ask ask = municipality.ask(card);
        driver.open(ask, driver.send(ask));
        LEDGER.deny(DenyReason.WITHDRAWN);
        refused(driver.send(municipality.ask(card)), 403, "withdrawn");
        LEDGER.answerWith(404);
        refused(driver.send(municipality.ask(card)), 403, "not_given");

        assertThat(waiting()).isZero();
    }

    private Ask lost() {
        LEDGER.loseAnswers();
        Ask ask = municipality.ask(card);
        refused(driver.send(ask), 503, "ledger_unavailable");
        assertThat(fetches()).isZero();
        assertThat(waiting()).isOne();
        LEDGER.findAnswers();
        return ask;
    }

    private void requireFailed(Ask ask) {
        assertThat(LEDGER.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.kind()).isEqualTo(EventKind.FAILED);
            assertThat(outcome.reason()).contains("interrupted");
            assertThat(outcome.record()).isEqualTo(ask.record);
        });
    }

    private int waiting() {
        return jdbc.sql("select count(*) from unanswered_order").query(Integer.class).single();
    }
}
