package org.amana.issuer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.amana.issuer.ReleaseDriver.refused;
import static org.amana.issuer.ReleaseWorld.LEDGER;
import static org.amana.issuer.ReleaseWorld.fetches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.http.HttpAnswer;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.issuer.Municipality.Ask;
import org.amana.issuer.Municipality.Card;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The ledger tells a source that a consent was withdrawn; here the last look would still find it in force. */
@ReleaseTest
class WithdrawalNoticesTest {
    private final Http http = new Http();
    private final ShiftedClock clock;
    private final ReleaseDriver driver;
    private final Municipality municipality;
    private final Card card;
    private final String baseUrl;

    WithdrawalNoticesTest(@Autowired Offices offices, @Autowired ShiftedClock clock, @Autowired ReleaseDriver driver,
            @Value("${amana.base-url}") String baseUrl) {
        this.clock = clock;
        this.driver = driver;
        this.baseUrl = baseUrl;
        this.municipality = new Municipality(clock, baseUrl);
        this.card = driver.card(offices.recognition(), "R-0001", "qualification");
    }

    @BeforeEach
    void calm() {
        ReleaseWorld.calm(clock);
    }

    @Test
    void withdrawal_betweenFetchAndSending_stopsTheRelease() throws Exception {
        Ask ask = municipality.ask(card);

        HttpAnswer answer = during(ask, () -> assertThat(tell(notice(ask, EventKind.WITHDRAWN, ask.source()))
                .status()).isEqualTo(204));

        refused(answer, 403, "withdrawn");
        assertThat(driver.lastOrder()).containsExactly("FAILED withdrawn");
        assertThat(LEDGER.outcomes()).singleElement()
                .satisfies(outcome -> assertThat(outcome.reason()).contains("withdrawn"));
    }

    @Test
    void withdrawal_ofAnotherConsent_stopsNothing() throws Exception {
        Ask ask = municipality.ask(card);
        Ask other = municipality.ask(card);

        HttpAnswer answer = during(ask, () -> assertThat(tell(notice(other, EventKind.WITHDRAWN, ask.source()))
                .status()).isEqualTo(204));

        driver.open(ask, answer);
    }

    @Test
    void renewal_stopsNothing() throws Exception {
        Ask ask = municipality.ask(card);

        HttpAnswer answer = during(ask, () -> assertThat(tell(notice(ask, EventKind.RENEWED, ask.source()))
                .status()).isEqualTo(204));

        driver.open(ask, answer);
    }

    @Test
    void notice_thatDoesNotHold_stopsNothing() throws Exception {
        Ask ask = municipality.ask(card);
        ConsentNotice toUs = plain(ask, EventKind.WITHDRAWN, ask.source());

        HttpAnswer answer = during(ask, () -> {
            badMessage(toUs.sign(EphemeralKey.generate()));
            badMessage(notice(ask, EventKind.WITHDRAWN, baseUrl + "/labour-office"));
            badMessage("nothing");
            badMessage(notice(ask, EventKind.WITHDRAWN, ask.source()).substring(1));
            assertThat(http.post(URI.create(baseUrl + "/nobody/notices"), List.of(), "application/jwt",
                    bytes(notice(ask, EventKind.WITHDRAWN, ask.source()))).status()).isEqualTo(404);
        });

        driver.open(ask, answer);
    }

    @Test
    void withdrawal_forgetsWhoItWasAbout_andComesTwice() {
        Ask ask = municipality.ask(card);
        int before = driver.remembered();
        driver.open(ask, driver.send(ask));
        assertThat(driver.remembered()).isEqualTo(before + 1);
        String notice = notice(ask, EventKind.WITHDRAWN, ask.source());

        assertThat(tell(notice).status()).isEqualTo(204);
        assertThat(tell(notice).status()).isEqualTo(204);

        assertThat(driver.remembered()).isEqualTo(before);
    }

    /** What came of a request, while whose row is fetched something happens. */
    private HttpAnswer during(Ask ask, Runnable something) throws Exception {
        ReleaseWorld.answer(aResponse().withHeader("Content-Type", "application/json")
                .withBody(ReleaseWorld.ROW)
                .withFixedDelay(800));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> driver.send(ask));
            await().until(() -> !LEDGER.orders().isEmpty() && driver.lastOrder().equals(List.of("OPEN")));
            something.run();
            HttpAnswer came = answer.get();
            assertThat(fetches()).isOne();
            return came;
        }
    }

    private void badMessage(String notice) {
        HttpAnswer answer = tell(notice);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("reason").asString("")).isEqualTo("bad_message");
    }

    private HttpAnswer tell(String notice) {
        return http.post(URI.create(baseUrl + "/recognition-office/notices"), List.of(), "application/jwt",
                bytes(notice));
    }

    private static String notice(Ask ask, EventKind kind, String party) {
        SigningKey key = LEDGER.noticeKey();
        return plain(ask, kind, party).sign(key);
    }

    private static ConsentNotice plain(Ask ask, EventKind kind, String party) {
        return new ConsentNotice("ledger.test/log", party, RecordId.random(new java.util.Random()).value(),
                ask.time, kind, ask.record, RequestHash.of(ask.requestObject()), Municipality.PURPOSE, 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
