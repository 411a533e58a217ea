package org.amana.ledger.permit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ErasureReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.json.StrictJson;
import org.amana.core.key.KeyPurpose;
import org.amana.ledger.Caller;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Offices;
import org.amana.ledger.Person;
import org.amana.ledger.log.LogKey;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an authority gets when it asks for leave to release, and what stays as it was. */
@LedgerTest
class PermitsTest {
    private final Exchange exchange;
    private final LogKey log;
    private final PublishedLog published;
    private final JdbcClient jdbc;
    private final LookUpNames names;

    PermitsTest(@Autowired Environment settings, @Autowired LogKey log, @Autowired PublishedLog published,
            @Autowired JdbcClient jdbc, @Autowired LookUpNames names) {
        this.exchange = new Exchange(settings);
        this.log = log;
        this.published = published;
        this.jdbc = jdbc;
        this.names = names;
    }

    @BeforeEach
    void register() {
        exchange.register(exchange.register());
    }

    @Test
    void permit_whenAConsentCoversIt_isAnEntryWithAReceiptThatVerifiesOffline() {
        ConsentEvent given = exchange.give();
        Caller.Answer answer = exchange.ask(Offices.order(given));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().path("kind").asString()).isEqualTo("PERMIT");
        assertThat(answer.json().has("reason")).isFalse();
        assertThat(answer.json().path("record").asString()).isEqualTo(given.record().value());
        ConsentReceipt receipt = ConsentReceipt.parse(answer.json().path("receipt"));
        assertThat(receipt.proof().index()).isEqualTo(answer.json().path("index").asLong());
        assertThat(receipt.verify(log.identity())).isInstanceOfSatisfying(ReceiptVerdict.Verified.class, verified -> {
            assertThat(verified.event().kind()).isEqualTo(EventKind.PERMIT);
            assertThat(verified.event().record()).isEqualTo(given.record());
            assertThat(Duration.between(verified.event().time(), Instant.now()))
                    .as("the ledger's clock says when")
                    .isBetween(Duration.ZERO, Duration.ofSeconds(30));
        });
    }

    @Test
    void check_byTheSourceOfTheData_isAnswered_andByAnotherAuthorityIsNot() {
        ConsentEvent given = exchange.give();
        String check = "/v1/consents/" + given.record().value() + "/check";
        assertThat(exchange.source.get(check).json().path("in_force").asBoolean()).isTrue();
        assertThat(exchange.caller("another-authority", ServiceRole.SOURCE).get(check).reason())
                .isEqualTo("unknown_record");
        assertThat(exchange.source.get("/v1/consents/" + given.record().value()).status())
                .as("the receipt is not the source's")
                .isEqualTo(403);
    }

    @Test
    void permit_ofLessThanWasConsentedTo_isGiven_andOftenInASeries() {
        ConsentEvent given = exchange.give();
        assertThat(exchange.ask(Offices.order(given).asking(List.of(List.of("qualification"))))
                .json()
                .path("kind")
                .asString()).isEqualTo("PERMIT");
        assertThat(exchange.permitted(given)).isLessThan(exchange.permitted(given));
    }

    @Test
    void permit_whenTheOrderIsRepeated_isTheSameOneAndNoFurtherEntry() {
        ConsentEvent given = exchange.give();
        ObjectNode order = Offices.order(given).body(exchange.offices.source());
        Caller.Answer first = exchange.source.post("/v1/permits", Person.fresh(), order);
        long size = published.treeSize();
        exchange.withdraw(given);
        assertThat(exchange.source.post("/v1/permits", Person.fresh(), order).text()).isEqualTo(first.text());
        assertThat(published.treeSize()).isEqualTo(size + 1);
    }

    @Test
    void permit_whenAnotherOrderHasTheSameJti_isRefused() {
        ConsentEvent given = exchange.give();
        Offices.Order order = Offices.order(given);
        assertThat(exchange.ask(order).status()).isEqualTo(201);
        Caller.Answer other = exchange.ask(order.asking(List.of(List.of("qualification"))));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.reason()).isEqualTo("idempotency_key_reused");
        assertThat(exchange.ask(order.at(order.time().minusSeconds(2))).status()).isEqualTo(409);
    }

    @Test
    void permit_whenOneOrderComesManyTimesAtOnce_isGivenOnce() throws Exception {
        ConsentEvent given = exchange.give();
        ObjectNode order = Offices.order(given).body(exchange.offices.source());
        long size = published.treeSize();
        List<Future<String>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 12)
                    .forEach(any -> answers.add(threads
                            .submit(() -> exchange.source.post("/v1/permits", Person.fresh(), order).text())));
        }
        for (Future<String> answer : answers) {
            assertThat(answer.get()).isEqualTo(answers.getFirst().get()).contains("PERMIT");
        }
        assertThat(published.treeSize()).isEqualTo(size + 1);
    }

    @Test
    void jti_isOneIssuersOwn() {
        ConsentEvent given = exchange.give();
        Offices.Order order = Offices.order(given);
        assertThat(exchange.ask(order).json().path("kind").asString()).isEqualTo("PERMIT");
        String labourOffice = "https://issuer.example/labour-office";
        var key = exchange.offices.certified(KeyPurpose.ISSUER, java.net.URI.create(labourOffice));
        assertThat(exchange.source.post("/v1/permits", Person.fresh(), order.from(labourOffice).body(key)).reason())
                .isEqualTo("other_source");
    }

    @Test
    void standing_whateverOfficesDo_isWhatThePersonDecided() {
        ConsentEvent given = exchange.give();
        String standing = standing(given);
        long permit = exchange.permitted(given);
        exchange.delivered(given, permit);
        exchange.ask(Offices.order(given).to("other-firm"));
        exchange.failed(given, exchange.permitted(given));
        assertThat(standing(given)).isEqualTo(standing).contains("\"in_force\":true");
        assertThat(exchange.view().path("next").path("seq").asInt()).isEqualTo(2);
        exchange.renew(given, 30);
        exchange.permitted(given);
        exchange.withdraw(given);
        assertThat(exchange.ask(Offices.order(given)).reason()).isEqualTo("withdrawn");
        assertThat(standing(given)).contains("\"state\":\"WITHDRAWN\"", "\"in_force\":false");
        JsonNode record = exchange.view().path("records").get(0);
        assertThat(record.path("entries").valueStream().map(entry -> entry.path("kind").asString()))
                .containsExactly("GIVEN", "PERMIT", "DELIVERED", "DENY", "PERMIT", "FAILED", "RENEWED", "PERMIT",
                        "WITHDRAWN", "DENY");
        record.path("entries")
                .forEach(entry -> assertThat(ConsentReceipt.parse(entry.path("receipt")).verify(log.identity()))
                        .isInstanceOf(ReceiptVerdict.Verified.class));
    }

    private String standing(ConsentEvent given) {
        return exchange.requester.get("/v1/consents/" + given.record() + "/check").text();
    }

    @Test
    void erase_takesWhatOfficesDidWithIt() {
        ConsentEvent given = exchange.give();
        Offices.Order order = Offices.order(given);
        long permit = exchange.ask(order).json().path("index").asLong();
        long delivery = exchange.delivered(given, permit).json().path("index").asLong();
        exchange.withdraw(given);
        long denial = exchange.ask(Offices.order(given)).json().path("index").asLong();
        assertThat(rows(permit, delivery, denial)).containsExactly(3L, 3L);

        Caller.Answer erased = exchange.erase();

        assertThat(erased.status()).as(erased.text()).isEqualTo(200);
        assertThat(ErasureReceipt.parse(erased.json().path("receipt")).tombstone().leaves())
                .contains(permit, delivery, denial);
        assertThat(rows(permit, delivery, denial)).containsExactly(0L, 0L);
        assertThat(jdbc.sql("select count(*) from idempotency where key = ?")
                .param(names.of(org.amana.core.consent.PermitOrder.verify(order.sign(exchange.offices.source()))))
                .query(Long.class)
                .single()).isZero();
        assertThat(exchange.ask(Offices.order(given)).reason()).isEqualTo("unknown_record");
        assertThat(exchange.failed(given, permit).reason()).isEqualTo("unknown_permit");
    }

    private List<Long> rows(long... indexes) {
        String list = StrictJson.write(StrictJson.object().putPOJO("i", indexes)).replaceAll("[^0-9,]", "");
        return List.of("event", "idempotency")
                .stream()
                .map(table -> jdbc.sql("select count(*) from " + table + " where index in (" + list + ")")
                        .query(Long.class)
                        .single())
                .toList();
    }
}
