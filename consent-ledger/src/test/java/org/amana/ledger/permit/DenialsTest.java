package org.amana.ledger.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.amana.core.consent.Commitment;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.consent.RequestHash;
import org.amana.core.json.StrictJson;
import org.amana.core.key.KeyPurpose;
import org.amana.ledger.Caller;
import org.amana.ledger.Desk;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Offices;
import org.amana.ledger.Person;
import org.amana.ledger.log.LogKey;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every reason for which a release is denied; each time the fitting order is permitted before, and the denial is an entry. */
@LedgerTest
class DenialsTest {
    private static final Set<DenyReason> SEEN = EnumSet.noneOf(DenyReason.class);
    private static final String LABOUR_OFFICE = "https://issuer.example/labour-office";
    private final Environment settings;
    private final Exchange exchange;
    private final LogKey log;
    private final JdbcClient jdbc;

    DenialsTest(@Autowired Environment settings, @Autowired LogKey log, @Autowired JdbcClient jdbc) {
        this.settings = settings;
        this.exchange = new Exchange(settings);
        this.log = log;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void register() {
        exchange.register(exchange.register());
    }

    @AfterAll
    static void everyReasonWasSeen() {
        assertThat(SEEN).isEqualTo(
                EnumSet.complementOf(EnumSet.of(DenyReason.OBJECTED, DenyReason.BASIS_SWAP, // see LawfulAccessTest
                        DenyReason.GUARDIAN_MISSING, DenyReason.GUARDIAN_WITHDRAWN, DenyReason.SUSPENDED, // GuardiansTest
                        DenyReason.NOT_REVIEWED, DenyReason.NOT_JUSTIFIED, DenyReason.EARLIER_EMERGENCY))); // and ReviewTest
    }

    @ParameterizedTest
    @EnumSource(value = EventKind.class, names = {"DEFERRED", "REFUSED"})
    void permit_whenNothingWasGiven_isDenied(EventKind kind) {
        assertDenied(DenyReason.NOT_GIVEN, Offices.order(exchange.decide(kind)));
    }

    @Test
    void permit_afterTheWithdrawal_isDenied() {
        ConsentEvent given = permitted();
        exchange.withdraw(given);
        assertDenied(DenyReason.WITHDRAWN, Offices.order(given));
    }

    @Test
    void permit_onceTheConsentHasEnded_isDenied() {
        ConsentEvent open = Offices.asked(exchange.person.answer(EventKind.GIVEN));
        ConsentEvent given = exchange.append("",
                Person.with(open, open.terms().until(open.time().plusSeconds(2))));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> exchange.ask(Offices.order(given)).json().path("kind").asString().equals("DENY"));
        assertDenied(DenyReason.EXPIRED, Offices.order(given));
    }

    @Test
    void permit_onceTheRecipientHasErased_isDenied() {
        ConsentEvent given = permitted();
        exchange.confirmErasure(given);
        assertDenied(DenyReason.ERASED, Offices.order(given));
    }

    @Test
    void permit_whenAWithdrawalMayHaveBeenLost_isDeniedUntilThePersonRenews() {
        ConsentEvent given = permitted();
        byte[] leaf = new byte[Commitment.BYTES];
        new Random().nextBytes(leaf);
        leaf[0] = Commitment.VERSION;
        long lost = exchange.caller("blind-service", ServiceRole.BLIND_WRITER)
                .post("/v1/entries", Person.fresh(),
                        StrictJson.object().put("commitment", Commitment.of(leaf).toBase64Url()))
                .json()
                .path("index")
                .asLong();
        jdbc.sql("insert into lost_content (first_index, next_index, restored_at) values (?, ?, now())")
                .params(lost, lost + 1)
                .update();
        var other = new Person();
        assertThat(exchange.wallet.post("/v1/consents", Person.fresh(),
                Person.body(other.sign(other.answer(EventKind.REFUSED)))).status()).as("a restore adds leaves")
                .isEqualTo(201);
        assertDenied(DenyReason.IN_DOUBT, Offices.order(given));
        assertDenied(DenyReason.OTHER_REQUESTER, Offices.order(given).to("other-firm"));
        exchange.renew(given, 30);
        exchange.permitted(given);
    }

    @Test
    void permit_toAnotherRequesterOrPurposeOrRequest_isDenied() {
        ConsentEvent given = permitted();
        assertDenied(DenyReason.OTHER_REQUESTER, Offices.order(given).to("other-firm"));
        assertDenied(DenyReason.OTHER_REQUESTER, Offices.order(given).to("nobody"));
        assertDenied(DenyReason.OTHER_PURPOSE, Offices.order(given).purpose("check-right-to-work"));
        assertDenied(DenyReason.OTHER_PURPOSE, Offices.order(given).purpose("nothing"));
        assertDenied(DenyReason.OTHER_REQUEST, Offices.order(given).answering(RequestHash.of("another")));
        ConsentEvent second = permitted();
        assertDenied(DenyReason.OTHER_REQUEST, Offices.order(given).answering(second.requestHash()));
    }

    @Test
    void permit_byAnotherAuthorityOrForDataThePersonShowsThemselves_isDenied() {
        ConsentEvent given = permitted();
        var key = exchange.offices.certified(KeyPurpose.ISSUER, URI.create(LABOUR_OFFICE));
        Caller.Answer other = exchange.source.post("/v1/permits", Person.fresh(),
                Offices.order(given).from(LABOUR_OFFICE).body(key));
        assertDenied(DenyReason.OTHER_SOURCE, other);
        ConsentEvent shown = exchange.append("", exchange.person.answer(EventKind.GIVEN));
        assertDenied(DenyReason.OTHER_SOURCE, Offices.order(shown));
    }

    @Test
    void permit_ofMoreThanWasConsentedTo_isDenied() {
        ConsentEvent given = permitted();
        assertDenied(DenyReason.WIDER_THAN_CONSENT, Offices.order(given).asking(List.of(List.of("grades"))));
        var more = new ArrayList<>(given.terms().categories().getFirst().claims());
        more.add(List.of("birthdate"));
        assertDenied(DenyReason.WIDER_THAN_CONSENT, Offices.order(given).asking(more));
    }

    @Test
    void permit_whenTheUseWasNarrowedOrRestsOnAnotherBasisNow_isDeniedAsFar() {
        ConsentEvent given = permitted();
        exchange.register(changed(use -> ((ArrayNode) use.path("credentials").get(0).path("claims")).remove(2)));
        assertDenied(DenyReason.NOT_REGISTERED, Offices.order(given));
        Caller.Answer less = exchange.ask(Offices.order(given).asking(List.of(List.of("qualification"))));
        assertThat(less.json().path("kind").asString()).isEqualTo("PERMIT");
        exchange.register(changed(use -> {
            use.putArray("legal_basis").add("eu-gdpr:A6-1-e");
            use.put("withdrawable", false).put("law_reference", "http://data.europa.eu/eli/dir/2009/52/oj");
        }));
        assertDenied(DenyReason.NOT_REGISTERED, Offices.order(given));
        register();
        exchange.permitted(given);
    }

    @Test
    void permit_onceTheUseIsRetired_isDenied() {
        String id = "use-" + Person.fresh();
        ObjectNode register = changed(use -> use.put("id", id));
        exchange.register(register);
        ConsentEvent asked = Offices.asked(exchange.person.answer(EventKind.GIVEN));
        var terms = asked.terms();
        ConsentEvent given = exchange.append("", Person.with(asked, new org.amana.core.consent.ConsentTerms(id,
                terms.purposeHash(), terms.legalBasis(), terms.lawReference(), terms.controller(), terms.source(),
                terms.categories(), terms.validUntil(), terms.retention(), terms.withdrawal(),
                terms.refusalConsequence())));
        exchange.permitted(given);
        retire(id);
        assertDenied(DenyReason.NOT_REGISTERED, Offices.order(given));
    }

    @Test
    void permit_inASeriesBeforeItsTime_isDeniedUnlessTheLastCameToNothing() {
        ConsentEvent given = exchange.give();
        long first = permitted(series(given, "P1M"));
        assertDenied(DenyReason.TOO_EARLY, series(given, "P1M"));
        assertDenied(DenyReason.TOO_EARLY, series(given, "P1D"));
        assertThat(exchange.failed(given, first).status()).isEqualTo(201);
        long second = permitted(series(given, "P1M"));
        assertThat(exchange.delivered(given, second).status()).isEqualTo(201);
        assertDenied(DenyReason.TOO_EARLY, series(given, "P1M"));
        assertThat(exchange.delivered(given, first).status()).as("it arrived after all").isEqualTo(201);
        exchange.withdraw(given);
        assertDenied(DenyReason.WITHDRAWN, series(given, "P1M"));
    }

    @Test
    void permit_inASeries_isNotTooEarlyForAnotherRecordsSake() {
        ConsentEvent given = exchange.give();
        permitted(series(given, "P1M"));
        permitted(series(exchange.give(), "P1M"));
    }

    @Test
    void permits_inASeriesAskedForAtOnce_areOne() throws Exception {
        ConsentEvent given = exchange.give();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(any -> threads.submit(() -> series(given, "P1M").json().path("kind").asString()))
                    .toList();
            var kinds = new ArrayList<String>();
            for (var answer : answers) {
                kinds.add(answer.get());
            }
            assertThat(kinds).containsOnly("PERMIT", "DENY").containsOnlyOnce("PERMIT");
        }
    }

    private Caller.Answer series(ConsentEvent given, String every) {
        Offices.Order order = Offices.order(given);
        return exchange.source.post("/v1/permits", Person.fresh(), StrictJson.object()
                .put("order", PermitOrder.sign(exchange.offices.source(), order.source(), order.id(), order.time(),
                        given.record(), order.request(), order.requester(), order.purpose(), order.categories(),
                        Optional.of(Period.parse(every)))));
    }

    private static long permitted(Caller.Answer answer) {
        assertThat(answer.json().path("kind").asString()).as(answer.text()).isEqualTo("PERMIT");
        return answer.json().path("index").asLong();
    }

    private void retire(String id) {
        Desk proposer = desk("registrar-a");
        String page = proposer.postFrom("/register/desk", "/register/desk/retire", Map.of("id", id, "version", "1"))
                .uri()
                .getPath();
        assertThat(desk("registrar-b").postFrom(page, page, Map.of("decision", "approve")).statusCode())
                .isEqualTo(200);
    }

    private Desk desk(String account) {
        return new Desk(exchange.baseUrl).signIn(account,
                java.nio.file.Path.of(settings.getRequiredProperty("amana.first-login")));
    }

    private ObjectNode changed(java.util.function.Consumer<ObjectNode> change) {
        ObjectNode register = exchange.register();
        change.accept((ObjectNode) register.path("intended_uses").get(0));
        return register;
    }

    private ConsentEvent permitted() {
        ConsentEvent given = exchange.give();
        exchange.permitted(given);
        return given;
    }

    private void assertDenied(DenyReason reason, Offices.Order order) {
        assertDenied(reason, exchange.ask(order));
    }

    private void assertDenied(DenyReason reason, Caller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().path("kind").asString()).as(answer.text()).isEqualTo("DENY");
        assertThat(answer.reason()).isEqualTo(reason.code());
        assertThat(ConsentReceipt.parse(answer.json().path("receipt")).verify(log.identity()))
                .isInstanceOfSatisfying(ReceiptVerdict.Verified.class, verified -> {
                    assertThat(verified.event()).isInstanceOfSatisfying(ExchangeEvent.class,
                            event -> assertThat(event.denied()).contains(reason));
                    assertThat(verified.index()).isEqualTo(answer.json().path("index").asLong());
                });
        SEEN.add(reason);
    }
}
