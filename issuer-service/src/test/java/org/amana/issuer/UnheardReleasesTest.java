package org.amana.issuer;

import static org.amana.issuer.ReleaseDriver.refused;
import static org.amana.issuer.ReleaseWorld.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.EventKind;
import org.amana.issuer.Municipality.Ask;
import org.amana.issuer.Municipality.Card;
import org.amana.issuer.permit.ReleaseOrders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Releases that left and of which nobody heard again, and requesters that ask without end. */
@ReleaseTest
class UnheardReleasesTest {
    private final ShiftedClock clock;
    private final ReleaseDriver driver;
    private final ReleaseOrders orders;
    private final Municipality municipality;
    private final Card card;

    UnheardReleasesTest(@Autowired Offices offices, @Autowired ShiftedClock clock, @Autowired ReleaseDriver driver,
            @Autowired ReleaseOrders orders, @Autowired JdbcClient jdbc, @Value("${amana.base-url}") String baseUrl) {
        this.clock = clock;
        this.driver = driver;
        this.orders = orders;
        this.municipality = new Municipality(clock, baseUrl);
        this.card = driver.card(offices.recognition(), "R-0001", "qualification");
        // what other tests sent is theirs to hear of
        jdbc.sql("delete from release_order where state = 'SENT'").update();
    }

    @BeforeEach
    void calm() {
        ReleaseWorld.calm(clock);
    }

    @Test
    void release_whenTheRequesterAsksAgain_thenTheOneNobodyHeardOfHasFailed() {
        Ask first = municipality.ask(card);
        driver.open(first, driver.send(first));
        clock.advance(Duration.ofMinutes(2));

        Ask second = first.again();
        driver.open(second, driver.send(second));

        assertThat(LEDGER.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.kind()).isEqualTo(EventKind.FAILED);
            assertThat(outcome.reason()).contains("not_received");
            assertThat(outcome.record()).isEqualTo(first.record);
        });
        assertThat(LEDGER.orders()).hasSize(2);
    }

    @Test
    void release_whenTheRequesterHasItByNow_thenItHasNotFailed() {
        Ask first = municipality.ask(card);
        driver.open(first, driver.send(first));
        LEDGER.hasDelivered();
        clock.advance(Duration.ofMinutes(2));

        Ask second = first.again();
        driver.open(second, driver.send(second));

        assertThat(LEDGER.outcomes()).isEmpty();
        LEDGER.calm(clock);
        clock.advance(Duration.ofDays(2));
        orders.tidy();
        assertThat(LEDGER.outcomes()).as("the second alone").hasSize(1);
    }

    @Test
    void release_whenItMayStillBeOnItsWay_thenItIsLeftAlone() {
        Ask first = municipality.ask(card);
        driver.open(first, driver.send(first));

        Ask second = first.again();
        driver.open(second, driver.send(second));

        assertThat(LEDGER.outcomes()).isEmpty();
    }

    @Test
    void release_whenTheRequesterNeverComesBack_thenItHasFailedAfterADay() {
        Ask ask = municipality.ask(card);
        driver.open(ask, driver.send(ask));
        clock.advance(Duration.ofDays(1).minusMinutes(1));
        orders.tidy();
        assertThat(LEDGER.outcomes()).isEmpty();

        clock.advance(Duration.ofMinutes(2));
        orders.tidy();

        assertThat(LEDGER.outcomes()).hasSize(1);
        assertThat(driver.lastOrder()).containsExactly("FAILED not_received");
        orders.tidy();
        assertThat(LEDGER.outcomes()).hasSize(1);
    }

    @Test
    void release_whenTheLedgerIsAway_thenItHearsLater() {
        Ask ask = municipality.ask(card);
        driver.open(ask, driver.send(ask));
        clock.advance(Duration.ofDays(1).plusMinutes(1));
        LEDGER.goDown();
        orders.tidy();
        assertThat(driver.lastOrder()).containsExactly("SENT");

        LEDGER.calm(clock);
        orders.tidy();

        assertThat(driver.lastOrder()).containsExactly("FAILED not_received");
    }

    @Test
    void order_ofASeries_saysHowOften() {
        Ask ask = municipality.ask(card);
        ask.every = Optional.of(Period.ofMonths(1));
        driver.open(ask, driver.send(ask));
        assertThat(LEDGER.orders()).singleElement()
                .satisfies(order -> assertThat(order.every()).contains(Period.ofMonths(1)));

        LEDGER.deny(DenyReason.TOO_EARLY);
        assertThat(refused(driver.send(ask.again()), 403, "too_early").has("entry")).isTrue();
    }

    @Test
    void orders_whenTwentyCameWithinTheHour_thenTheNextIsNoEntry() {
        wholeHour();
        Ask ask = municipality.ask(card);
        driver.open(ask, driver.send(ask));
        for (int more = 1; more < 20; more++) {
            assertThat(driver.send(ask.again()).status()).isEqualTo(200);
        }

        refused(driver.send(ask.again()), 429, "too_many_orders");

        assertThat(LEDGER.orders()).hasSize(20);
        Ask other = municipality.ask(card);
        driver.open(other, driver.send(other));
        clock.advance(Duration.ofHours(1));
        assertThat(driver.send(ask.again()).status()).as("the next hour").isEqualTo(200);
    }

    /** The count is by whole hours; the test is not to run over the end of one. */
    private void wholeHour() {
        Instant now = clock.instant();
        clock.advance(Duration.between(now, now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1))));
    }
}
