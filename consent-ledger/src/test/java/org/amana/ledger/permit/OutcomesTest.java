package org.amana.ledger.permit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.testing.TestCa;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Offices;
import org.amana.ledger.Person;
import org.amana.ledger.log.LogKey;
import org.amana.ledger.log.PublishedLog;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.node.ObjectNode;

/** What became of permits: told by those who can know, once by each, of the very permit. */
@LedgerTest
class OutcomesTest {
    private static final Optional<String> RECEIVED = Optional.empty();
    private static final Optional<String> LATE = Optional.of("late");
    private static final String BAKERY = "harbour-bakery";
    private final Exchange exchange;
    private final LogKey log;
    private final PublishedLog published;
    private ConsentEvent given;
    private long permit;

    OutcomesTest(@Autowired Environment settings, @Autowired LogKey log, @Autowired PublishedLog published) {
        this.exchange = new Exchange(settings);
        this.log = log;
        this.published = published;
    }

    @BeforeEach
    void permitted() {
        exchange.register(exchange.register());
        given = exchange.give();
        permit = exchange.permitted(given);
    }

    @Test
    void delivered_byTheRequester_isAnEntryOnce() {
        ObjectNode outcome = outcome(exchange.offices.requester(), BAKERY, RECEIVED);
        Caller.Answer first = Exchange.settle(exchange.requester, permit, outcome);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(ConsentReceipt.parse(first.json().path("receipt")).verify(log.identity()))
                .isInstanceOfSatisfying(ReceiptVerdict.Verified.class,
                        verified -> assertThat(verified.event().kind()).isEqualTo(EventKind.DELIVERED));
        assertThat(Exchange.settle(exchange.requester, permit, outcome).text()).isEqualTo(first.text());
        assertRefused(409, "already_decided", exchange.requester, permit,
                outcome(exchange.offices.requester(), BAKERY, RECEIVED));
    }

    @Test
    void delivered_whenToldManyTimesAtOnce_isOneEntry() throws Exception {
        List<Future<Integer>> answers = new ArrayList<>();
        long size = published.treeSize();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 10)
                    .forEach(any -> answers.add(threads.submit(() -> exchange.delivered(given, permit).status())));
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        assertThat(published.treeSize()).isEqualTo(size + 1);
    }

    @Test
    void failed_byEitherSide_isAnEntryOnceForEach() {
        assertThat(exchange.failed(given, permit).status()).isEqualTo(201);
        assertThat(exchange.failed(given, permit).reason()).isEqualTo("already_decided");
        ObjectNode own = outcome(exchange.offices.requester(), BAKERY, LATE);
        assertThat(Exchange.settle(exchange.requester, permit, own).status()).isEqualTo(201);
        assertRefused(409, "already_decided", exchange.requester, permit,
                outcome(exchange.offices.requester(), BAKERY, Optional.of("another_reason")));
        assertThat(exchange.delivered(given, permit).status()).as("the answer came after the time-out").isEqualTo(201);
    }

    @Test
    void outcome_afterTheWithdrawal_isStillTaken() {
        exchange.withdraw(given);
        assertThat(exchange.failed(given, permit).status()).isEqualTo(201);
        assertThat(exchange.delivered(given, permit).status()).isEqualTo(201);
    }

    @Test
    void failed_ofWhatHasArrived_isRefusedFromEitherSide() {
        assertThat(exchange.delivered(given, permit).status()).isEqualTo(201);
        assertThat(exchange.failed(given, permit).reason()).isEqualTo("already_decided");
        assertRefused(409, "already_decided", exchange.requester, permit,
                outcome(exchange.offices.requester(), BAKERY, LATE));
    }

    @Test
    void delivered_bySomebodyElseThanTheRequester_isRefused() {
        assertRefused(403, "not_a_party", exchange.source, permit,
                outcome(exchange.offices.source(), Fixtures.RECOGNITION_OFFICE, RECEIVED));
        assertRefused(403, "not_a_party", exchange.source, permit,
                outcome(exchange.offices.requester(), BAKERY, RECEIVED));
        assertRefused(403, "not_a_party", exchange.requester, permit,
                outcome(exchange.offices.requester(), "other-firm", RECEIVED));
        assertRefused(403, "not_a_party", exchange.requester, permit,
                outcome(exchange.offices.certified(KeyPurpose.ACCESS, URI.create("urn:amana:party:other-firm")), BAKERY,
                        RECEIVED));
        assertRefused(403, "untrusted_issuer", exchange.requester, permit,
                outcome(exchange.offices.source(), BAKERY, RECEIVED));
        assertRefused(403, "untrusted_issuer", exchange.requester, permit,
                outcome(TestCa.root("access").verifier("bakery.example", URI.create("urn:amana:party:harbour-bakery")),
                        BAKERY, RECEIVED));
        assertRefused(400, "bad_message", exchange.requester, permit,
                outcome(EphemeralKey.generate(), BAKERY, RECEIVED));
        assertThat(exchange.delivered(given, permit).status()).isEqualTo(201);
    }

    @Test
    void failed_inTheNameOfTheOtherSideOrOfAnother_isRefused() {
        assertRefused(403, "not_a_party", exchange.requester, permit,
                outcome(exchange.offices.source(), Fixtures.RECOGNITION_OFFICE, LATE));
        assertRefused(403, "not_a_party", exchange.source, permit,
                outcome(exchange.offices.certified(KeyPurpose.ISSUER,
                        URI.create("https://issuer.example/labour-office")), "https://issuer.example/labour-office",
                        LATE));
        assertRefused(403, "not_a_party", exchange.source, permit,
                outcome(exchange.offices.certified(KeyPurpose.ISSUER,
                        URI.create("https://issuer.example/labour-office")), Fixtures.RECOGNITION_OFFICE, LATE));
        Caller both = exchange.caller("verifier-service", ServiceRole.SOURCE);
        assertRefused(403, "not_a_party", both, permit, outcome(exchange.offices.requester(), BAKERY, LATE));
        exchange.caller("verifier-service", ServiceRole.RECIPIENT);
    }

    @Test
    void outcome_throughAServiceThatActsForNeither_findsNoPermit() {
        Caller other = exchange.caller("other-verifier", ServiceRole.RECIPIENT);
        assertRefused(404, "unknown_permit", other, permit, outcome(exchange.offices.requester(), BAKERY, RECEIVED));
        ObjectNode outcome = outcome(exchange.offices.requester(), BAKERY, RECEIVED);
        assertThat(Exchange.settle(exchange.wallet, permit, outcome).status()).isEqualTo(403);
        assertThat(Caller.anonymous("POST", exchange.baseUrl + "/v1/permits/" + permit + "/outcomes",
                StrictJson.write(outcome)).status()).isEqualTo(401);
    }

    @Test
    void outcome_ofAnotherEntryThanAPermit_isRefused() {
        long denial = exchange.ask(Offices.order(given).to("other-firm")).json().path("index").asLong();
        long none = published.treeSize() + 5;
        for (long index : new long[]{denial, 0, permit - 1, none, Long.MAX_VALUE}) {
            assertRefused(404, "unknown_permit", exchange.requester, index,
                    Offices.outcome(exchange.offices.requester(), BAKERY, given, index, RECEIVED));
        }
        assertThat(Exchange.settle(exchange.requester, -1,
                outcome(exchange.offices.requester(), BAKERY, RECEIVED)).status()).isEqualTo(404);
        assertThat(exchange.requester.post("/v1/permits/x/outcomes", Person.fresh(),
                outcome(exchange.offices.requester(), BAKERY, RECEIVED)).status()).isEqualTo(400);
    }

    @Test
    void outcome_ofAnotherPermitOrRecordThanItsAddress_isRefused() {
        long second = exchange.permitted(given);
        assertRefused(422, "another_permit", exchange.requester, second,
                outcome(exchange.offices.requester(), BAKERY, RECEIVED));
        ConsentEvent other = exchange.give();
        assertRefused(422, "another_permit", exchange.requester, permit,
                Offices.outcome(exchange.offices.requester(), BAKERY, other, permit, RECEIVED));
        ConsentEvent mixed = Person.with(given, given.terms());
        assertThat(Exchange.settle(exchange.requester, permit,
                Offices.outcome(exchange.offices.requester(), BAKERY, mixed, permit, RECEIVED)).status())
                .isEqualTo(201);
    }

    @Test
    void outcome_beforeItHappens_isRefused() {
        assertRefused(422, "wrong_time", exchange.requester, permit, Offices.outcome(exchange.offices.requester(),
                BAKERY, given, permit, RECEIVED, Instant.now().plusSeconds(75)));
        assertThat(Exchange.settle(exchange.requester, permit, Offices.outcome(exchange.offices.requester(), BAKERY,
                given, permit, RECEIVED, Instant.now().minusSeconds(86_400))).status())
                .as("the requester was down for a day")
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "e30.e30.e30"})
    void outcome_thatIsNone_isRefused(String outcome) {
        assertRefused(400, "bad_message", exchange.requester, permit, StrictJson.object().put("outcome", outcome));
        String order = Offices.order(given).sign(exchange.offices.source());
        assertRefused(400, "bad_message", exchange.source, permit, StrictJson.object().put("outcome", order));
    }

    private ObjectNode outcome(SigningKey key, String issuer, Optional<String> failure) {
        return Offices.outcome(key, issuer, given, permit, failure);
    }

    private void assertRefused(int status, String reason, Caller caller, long index, ObjectNode outcome) {
        long size = published.treeSize();
        Caller.Answer answer = Exchange.settle(caller, index, outcome);
        assertThat(answer.reason()).as(answer.text()).isEqualTo(reason);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(published.treeSize()).isEqualTo(size);
    }
}
