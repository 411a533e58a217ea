package org.amana.issuer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.amana.issuer.ReleaseDriver.refused;
import static org.amana.issuer.ReleaseWorld.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.ConsentState.Standing;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.exchange.Represented;
import org.amana.issuer.Court.Mandated;
import org.amana.issuer.Municipality.Ask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What ends beside a guardian while deliveries go on: the mandate, the guardian's agreement, childhood. */
@ReleaseTest
class GuardianSeriesTest {
    private final Http http = new Http();
    private final Offices offices;
    private final Municipality municipality;
    private final ShiftedClock clock;
    private final ReleaseDriver driver;
    private final Court court;
    private final Island island;

    GuardianSeriesTest(@Autowired Offices offices, @Autowired ShiftedClock clock, @Autowired ReleaseDriver driver,
            @Value("${amana.base-url}") String baseUrl) {
        this.offices = offices;
        this.clock = clock;
        this.municipality = new Municipality(clock, baseUrl);
        this.driver = driver;
        this.court = new Court(clock, Court.ID);
        this.island = new Island(offices.island(), "island-office", driver, municipality, clock);
    }

    @BeforeEach
    void calm() {
        ReleaseWorld.calm(clock);
    }

    @Test
    void birthday_inTheCountryOfTheOffice_endsWhatTheGuardianAgreedTo() {
        LocalDate birthday = island.today().plusDays(2);
        Ask ask = island.child(birthday.minusYears(18).toString(), Island.REFERENCE);
        Mandated mandated = court.mandate(Island.REFERENCE);
        island.guardian(ask, mandated);
        moveTo(Island.begin(birthday).minusSeconds(60), mandated, ask);

        Ask before = ask.again();
        driver.open(before, driver.send(before));
        clock.advance(Duration.ofMinutes(2));
        Ask after = ask.again();
        refused(driver.send(after), 403, "suspended");

        assertThat(LEDGER.orders().getLast().age()).contains(new PersonsAge.OfAge());
        Ask own = ask.again();
        own.represented = Optional.empty();
        LEDGER.judge(order -> GuardiansPart.judgeAlone(own, order, clock.instant()));
        Ask reaffirmed = ask.again();
        driver.open(reaffirmed, driver.send(reaffirmed));
    }

    @Test
    void mandate_endsWithTheDayThatTheCourtNamed_inTheCountryOfTheOffice() {
        LocalDate end = island.today().plusDays(2);
        Ask ask = island.child();
        Mandated mandated = court.mandate(Island.REFERENCE, List.of("personal_data"), Optional.of(end));
        island.guardian(ask, mandated);
        moveTo(Island.begin(end).minusSeconds(60), mandated, ask);

        Ask before = ask.again();
        driver.open(before, driver.send(before));
        clock.advance(Duration.ofMinutes(2));
        refused(driver.send(ask.again()), 403, "suspended");

        assertThat(LEDGER.orders().getLast().age().flatMap(PersonsAge::findGuardian).map(PersonsAge.Guardian::until))
                .contains(Island.begin(end));
    }

    @Test
    void series_afterTheCopyExpired_goesOnUntilTheCourtRevokesIt() {
        Ask first = island.child();
        Mandated mandated = court.mandate(Island.REFERENCE);
        island.guardian(first, mandated);
        driver.open(first, driver.send(first));

        moveTo(clock.instant().plus(Duration.ofDays(15)), mandated, first);
        Ask later = first.again();
        driver.open(later, driver.send(later));

        court.says(mandated, 1);
        clock.advance(Duration.ofMinutes(2));
        refused(driver.send(first.again()), 403, "suspended");
        court.says(mandated, 0);
        clock.advance(Duration.ofMinutes(2));
        Ask again = first.again();
        driver.open(again, driver.send(again));
    }

    @Test
    void series_whenAnotherGuardianIsEnclosed_thenWhatWasRememberedDoesNotCountForThem() {
        Ask first = island.child();
        Mandated mandated = court.mandate(Island.REFERENCE);
        island.guardian(first, mandated);
        driver.open(first, driver.send(first));

        Ask later = first.again();
        GuardiansPart stranger = new GuardiansPart(first, mandated.card());
        stranger.presentation = Optional.of("no card any more");
        later.guardian = Optional.of(stranger);
        LEDGER.judge(order -> stranger.judge(order, clock.instant()));
        refused(driver.send(later), 403, "guardian_missing");
    }

    @Test
    void series_whenTheStatusCannotBeHad_thenNothingLeaves() {
        Ask first = island.child();
        Mandated mandated = court.mandate(Island.REFERENCE);
        island.guardian(first, mandated);
        driver.open(first, driver.send(first));
        Court.hides(mandated);
        clock.advance(Duration.ofHours(2));

        refused(driver.send(first.again()), 503, "mandate_unjudged");

        assertThat(LEDGER.orders()).hasSize(1);
    }

    @Test
    void denial_afterTheGuardianWithdrew_forgetsBoth() {
        Ask first = island.child();
        GuardiansPart part = island.guardian(first, court.mandate(Island.REFERENCE));
        int before = driver.remembered();
        driver.open(first, driver.send(first));
        assertThat(driver.remembered()).isEqualTo(before + 1);
        part.standing = Standing.WITHDRAWN;

        refused(driver.send(first.again()), 403, "guardian_withdrawn");

        assertThat(driver.remembered()).isEqualTo(before);
    }

    @Test
    void denial_thatIsNotFinal_forgetsNobody() {
        Ask first = island.child();
        Mandated mandated = court.mandate(Island.REFERENCE);
        island.guardian(first, mandated);
        driver.open(first, driver.send(first));
        int before = driver.remembered();
        court.says(mandated, 2);
        clock.advance(Duration.ofMinutes(2));

        refused(driver.send(first.again()), 403, "suspended");
        Ask without = first.again();
        without.guardian = Optional.empty();
        refused(driver.send(without), 403, "guardian_missing");

        assertThat(driver.remembered()).isEqualTo(before);
    }

    @Test
    void lastLook_whenTheGuardiansRecordNoLongerStands_thenNothingLeaves() {
        lastLook("WITHDRAWN", "guardian_withdrawn");
        lastLook("EXPIRED", "suspended");
        lastLook("REFUSED", "guardian_missing");
    }

    private void lastLook(String stands, String reason) {
        Ask ask = island.child();
        GuardiansPart part = island.guardian(ask, court.mandate(Island.REFERENCE));
        LEDGER.stand(part.record, stands);

        refused(driver.send(ask), 403, reason);

        assertThat(driver.lastOrder()).containsExactly("FAILED " + reason);
    }

    @Test
    void withdrawalOfTheGuardian_inMidRelease_stopsItAndForgets() throws Exception {
        String number = "M-0001";
        ResponseDefinitionBuilder row = aResponse().withHeader("Content-Type", "application/json")
                .withBody(ReleaseWorld.ROW.replace("R-0001", number));
        ReleaseWorld.answer(row);
        Island remote = new Island(offices.recognition(), "recognition-office", driver, municipality, clock);
        Ask ask = remote.asked(number, "2010-03-01", Island.REFERENCE, Optional.of(new Represented.WithGuardian()));
        GuardiansPart part = remote.guardian(ask, court.mandate(Island.REFERENCE));
        int before = driver.remembered();
        driver.open(ask, driver.send(ask));
        assertThat(driver.remembered()).isEqualTo(before + 1);

        ReleaseWorld.answer(row.but().withFixedDelay(700));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> driver.send(ask.again()));
            await().until(() -> LEDGER.orders().size() == 2 && driver.lastOrder().equals(List.of("OPEN")));
            tell(ask, notice(part, ask));
            refused(answer.get(), 403, "guardian_withdrawn");
        }

        assertThat(driver.lastOrder()).containsExactly("FAILED guardian_withdrawn");
        assertThat(driver.remembered()).isEqualTo(before);
    }

    private void tell(Ask ask, String notice) {
        assertThat(http.post(URI.create(ask.source() + "/notices"), List.of(), "application/jwt",
                notice.getBytes(StandardCharsets.US_ASCII)).status()).isEqualTo(204);
    }

    private static String notice(GuardiansPart part, Ask ask) {
        return new ConsentNotice("ledger.test/log", ask.source(), RecordId.random(new Random()).value(), ask.time,
                EventKind.WITHDRAWN, part.record, RequestHash.of(part.answer().request()), Municipality.PURPOSE, 1)
                .sign(LEDGER.noticeKey());
    }

    /** The request was answered before. */
    private void moveTo(Instant then, Mandated mandated, Ask ask) {
        ask.compact();
        clock.advance(Duration.between(clock.instant(), then));
        LEDGER.serve("/v1/trust-list", ReleaseWorld.trustList(clock.instant()));
        court.says(mandated, 0);
    }
}
