package org.amana.ledger.permit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.PermitOrder;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.TestCa;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Offices;
import org.amana.ledger.Person;
import org.amana.ledger.consent.RecipientRule;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.register.IssuerKeys;
import org.amana.ledger.register.Register;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.node.ObjectNode;

/** Orders that are no entry: by nobody the register knows, forged, stale, or about nothing. */
@LedgerTest
class OrderRefusalsTest {
    private static final URI SOURCE = URI.create(Fixtures.RECOGNITION_OFFICE);
    private final Exchange exchange;
    private final PublishedLog published;
    @Autowired
    private Register register;
    @Autowired
    private IssuerKeys keys;
    @Autowired
    private RecipientRule services;
    private ConsentEvent given;

    OrderRefusalsTest(@Autowired Environment settings, @Autowired PublishedLog published) {
        this.exchange = new Exchange(settings);
        this.published = published;
    }

    @BeforeEach
    void permitted() {
        exchange.register(exchange.register());
        given = exchange.give();
        exchange.permitted(given);
    }

    @Test
    void order_signedUnderAForgedAuthority_isRefused() {
        SigningKey forged = TestCa.root("Development issuer CA").issuer(Fixtures.RECOGNITION_OFFICE);
        assertRefused(403, "untrusted_issuer", Offices.order(given), forged);
    }

    @Test
    void order_withoutCertificate_isRefused() {
        assertRefused(400, "bad_message", Offices.order(given), EphemeralKey.generate());
    }

    @Test
    void order_byAnotherAuthoritysCertificate_isRefused() {
        SigningKey other = exchange.offices.certified(KeyPurpose.ISSUER,
                URI.create("https://issuer.example/labour-office"));
        assertRefused(403, "not_the_source", Offices.order(given), other);
        assertRefused(403, "not_the_source", Offices.order(given),
                exchange.offices.certified(KeyPurpose.ISSUER, URI.create(SOURCE + "/")));
    }

    @Test
    void order_byACertificateForAccess_isRefused() {
        assertRefused(403, "untrusted_issuer", Offices.order(given),
                exchange.offices.certified(KeyPurpose.ACCESS, SOURCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://issuer.example/nobody", "harbour-bakery", "other-firm"})
    void order_inTheNameOfNoIssuer_isRefused(String name) {
        assertRefused(403, "not_the_source", Offices.order(given).from(name), exchange.offices.source());
    }

    @Test
    void order_withAWordExchanged_isRefused() {
        String order = Offices.order(given).sign(exchange.offices.source());
        String other = Offices.order(given).to("other-firm").sign(exchange.offices.source());
        String mixed = order.substring(0, order.indexOf('.'))
                + other.substring(other.indexOf('.'), other.lastIndexOf('.'))
                + order.substring(order.lastIndexOf('.'));
        assertRefused(400, "bad_message", StrictJson.object().put("order", mixed), exchange.source);
    }

    @Test
    void order_throughAServiceThatDoesNotActForTheSource_isRefused() {
        Caller other = exchange.caller("other-issuer", ServiceRole.SOURCE);
        assertRefused(403, "not_the_source", Offices.order(given).body(exchange.offices.source()), other);
        long size = published.treeSize();
        ObjectNode order = Offices.order(given).body(exchange.offices.source());
        assertThat(exchange.requester.post("/v1/permits", Person.fresh(), order).status()).isEqualTo(403);
        assertThat(exchange.wallet.post("/v1/permits", Person.fresh(), order).status()).isEqualTo(403);
        assertThat(Caller.anonymous("POST", exchange.baseUrl + "/v1/permits", StrictJson.write(order)).status())
                .isEqualTo(401);
        assertThat(published.treeSize()).isEqualTo(size);
    }

    @Test
    void order_thatIsStaleOrFromTheFuture_isRefused() {
        Instant now = Instant.now();
        assertRefused(422, "wrong_time", Offices.order(given).at(now.minusSeconds(75)), exchange.offices.source());
        assertRefused(422, "wrong_time", Offices.order(given).at(now.plusSeconds(75)), exchange.offices.source());
    }

    @ParameterizedTest
    @CsvSource({"-61,false", "-60,true", "0,true", "60,true", "61,false"})
    void requireFresh_atTheLimit(long seconds, boolean fresh) {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        var rule = new OrderRule(register, keys, services, Clock.fixed(now, ZoneOffset.UTC));
        PermitOrder order = PermitOrder
                .verify(Offices.order(given).at(now.plusSeconds(seconds)).sign(exchange.offices.source()));
        boolean taken;
        try {
            rule.requireFresh(order);
            taken = true;
        } catch (ProblemException e) {
            taken = false;
        }
        assertThat(taken).isEqualTo(fresh);
    }

    @Test
    void order_aboutAnUnknownRecord_isRefusedAndNoEntry() {
        ConsentEvent never = Offices.asked(exchange.person.answer(EventKind.GIVEN));
        assertRefused(404, "unknown_record", Offices.order(never), exchange.offices.source());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "e30.e30.e30", "e30.e30.", "a.b.c.d.e"})
    void order_thatIsNone_isRefused(String order) {
        assertRefused(400, "bad_message", StrictJson.object().put("order", order), exchange.source);
    }

    @Test
    void order_thatIsAnotherStatementOrTooLong_isRefused() {
        long permit = exchange.permitted(given);
        String outcome = Offices.outcome(exchange.offices.source(), Fixtures.RECOGNITION_OFFICE, given, permit,
                Optional.of("late")).path("outcome").asString();
        assertRefused(400, "bad_message", StrictJson.object().put("order", outcome), exchange.source);
        assertThat(exchange.source.post("/v1/permits", Person.fresh(),
                StrictJson.object().put("order", "A".repeat(33_000))).status()).isEqualTo(413);
        assertRefused(400, "bad_message", Offices.order(given).by("short"), exchange.offices.source());
        assertRefused(400, "bad_message", Offices.order(given).by("A".repeat(65)), exchange.offices.source());
        assertThat(exchange.ask(Offices.order(given).by(Person.fresh().substring(0, 16))).status())
                .isEqualTo(201);
    }

    private void assertRefused(int status, String reason, Offices.Order order, SigningKey key) {
        assertRefused(status, reason, order.body(key), exchange.source);
    }

    private void assertRefused(int status, String reason, ObjectNode body, Caller caller) {
        long size = published.treeSize();
        Caller.Answer answer = caller.post("/v1/permits", Person.fresh(), body);
        assertThat(answer.reason()).as(answer.text()).isEqualTo(reason);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(published.treeSize()).isEqualTo(size);
    }
}
