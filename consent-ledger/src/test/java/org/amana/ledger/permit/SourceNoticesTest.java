package org.amana.ledger.permit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.time.Duration;
import java.util.List;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.EventKind;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.register.NoticeKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** An authority that sends data under a consent hears of its withdrawal, beside the recipient and apart from it. */
@LedgerTest
class SourceNoticesTest {
    private static final WireMockServer OFFICES = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final Exchange exchange;
    private final NoticeKey key;
    private final JdbcClient jdbc;

    SourceNoticesTest(@Autowired Environment settings, @Autowired NoticeKey key, @Autowired JdbcClient jdbc) {
        this.exchange = new Exchange(settings);
        this.key = key;
        this.jdbc = jdbc;
    }

    @BeforeAll
    static void start() {
        OFFICES.start();
    }

    @AfterAll
    static void stop() {
        OFFICES.stop();
    }

    @BeforeEach
    void register() {
        OFFICES.resetAll();
        OFFICES.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(204)));
        ObjectNode register = exchange.register();
        register.path("parties").forEach(party -> {
            String id = party.path("id").asString();
            if (id.equals(Fixtures.RECOGNITION_OFFICE)) {
                ((ObjectNode) party).put("notice_url", OFFICES.baseUrl() + "/source");
            } else if (id.equals("harbour-bakery")) {
                ((ObjectNode) party).put("notice_url", OFFICES.baseUrl() + "/recipient");
            }
        });
        exchange.register(register);
    }

    @Test
    void withdrawal_isToldToTheSourceAndTheRecipient_eachInItsOwnName() {
        ConsentEvent given = exchange.give();

        exchange.withdraw(given);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !told("/source", Fixtures.RECOGNITION_OFFICE).isEmpty()
                        && !told("/recipient", "harbour-bakery").isEmpty());
        assertThat(told("/source", Fixtures.RECOGNITION_OFFICE)).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(EventKind.WITHDRAWN);
            assertThat(notice.record()).isEqualTo(given.record());
            assertThat(notice.requestHash()).isEqualTo(given.requestHash());
        });
    }

    @Test
    void renewal_isNotToldToTheSource() {
        ConsentEvent given = exchange.give();
        exchange.renew(given, 30);
        await().atMost(Duration.ofSeconds(20)).until(() -> !told("/recipient", "harbour-bakery").isEmpty());
        assertThat(told("/source", Fixtures.RECOGNITION_OFFICE)).isEmpty();
    }

    @Test
    void withdrawal_ofWhatThePersonShowsThemselves_concernsNoSource() {
        ConsentEvent given = exchange.append("", exchange.person.answer(EventKind.GIVEN));
        exchange.withdraw(given);
        await().atMost(Duration.ofSeconds(20)).until(() -> !told("/recipient", "harbour-bakery").isEmpty());
        assertThat(told("/source", Fixtures.RECOGNITION_OFFICE)).isEmpty();
    }

    @Test
    void source_thatIsDown_hearsLater_andHoldsUpNeitherTheRecipientNorThePersonsErasure() {
        OFFICES.stubFor(post(urlEqualTo("/source")).willReturn(aResponse().withStatus(503)));
        ConsentEvent given = exchange.give();
        exchange.withdraw(given);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !told("/recipient", "harbour-bakery").isEmpty()
                        && !told("/source", Fixtures.RECOGNITION_OFFICE).isEmpty());
        assertThat(jdbc.sql("select count(*) from notice_outbox where delivered_at is null and controller = ?")
                .param(Fixtures.RECOGNITION_OFFICE)
                .query(Integer.class)
                .single()).isEqualTo(1);
        exchange.confirmErasure(given);

        assertThat(exchange.erase().status()).isEqualTo(200);

        assertThat(jdbc.sql("select count(*) from notice_outbox where controller = ? and delivered_at is null")
                .param(Fixtures.RECOGNITION_OFFICE)
                .query(Integer.class)
                .single()).isZero();
    }

    private List<ConsentNotice> told(String path, String party) {
        return OFFICES.findAll(postRequestedFor(urlEqualTo(path)))
                .stream()
                .map(request -> ConsentNotice.verify(request.getBodyAsString(), key.key().publicJwk(), party))
                .toList();
    }
}
