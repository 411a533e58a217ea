package org.amana.ledger.subject;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ErasureReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.consent.SubjectRequest;
import org.amana.core.consent.SubjectRequest.Wish;
import org.amana.core.key.EphemeralKey;
import org.amana.core.note.LogCheck;
import org.amana.core.note.LogVerdict;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.amana.ledger.log.LogKey;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person has the ledger forget one relation; what was proved before stays proved. */
@LedgerTest
class ForgettingTest {
    private static final WireMockServer BAKERY = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private static final String NOTICES = "/harbour-bakery/notices";
    private final String baseUrl;
    private final Path trustDir;
    private final LogKey log;
    private final JdbcClient jdbc;
    private final LookUpNames names;
    private final Person person = new Person();
    private final List<ConsentReceipt> receipts = new ArrayList<>();
    private Caller wallet;

    ForgettingTest(@Value("${amana.base-url}") String baseUrl, @Value("${amana.trust.dir}") Path trustDir,
            @Autowired LogKey log, @Autowired JdbcClient jdbc, @Autowired LookUpNames names) {
        this.baseUrl = baseUrl;
        this.trustDir = trustDir;
        this.log = log;
        this.jdbc = jdbc;
        this.names = names;
        this.wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
    }

    @BeforeEach
    void register() {
        if (!BAKERY.isRunning()) {
            BAKERY.start();
        }
        answerNoticesWith(204);
        Caller registrar = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
        assertThat(registrar.post("/v1/register/import", Person.fresh(), Fixtures.register(BAKERY.baseUrl() + NOTICES))
                .status()).isEqualTo(200);
        wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
    }

    @AfterAll
    static void stop() {
        BAKERY.stop();
    }

    @Test
    void erase_whenNothingStands_leavesNoTraceAndEveryReceiptVerifies() {
        ConsentEvent given = decide(EventKind.GIVEN);
        ConsentEvent refused = decide(EventKind.REFUSED);
        withdrawAndWait(given);
        List<String> traces = traces(given, refused);
        List<String> rows = List.of(names.of(given.record()), names.of(given.relation()),
                names.of(refused.requestHash()));
        assertThat(wholeDatabase()).as("the search finds what is there").contains(rows);

        Caller.Answer answer = erase(person.key());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        ErasureReceipt erasure = ErasureReceipt.parse(answer.json().path("receipt"));
        assertThat(erasure.verify(log.identity())).isEmpty();
        assertThat(erasure.tombstone().leaves())
                .isEqualTo(receipts.stream().map(receipt -> receipt.proof().index()).toList());
        String after = wholeDatabase();
        traces.forEach(trace -> assertThat(after.contains(trace)).as(trace).isFalse());
        rows.forEach(name -> assertThat(after.contains(name)).as(name).isFalse());
        assertThat(receipts).hasSize(3)
                .allSatisfy(receipt -> assertThat(receipt.verify(log.identity()))
                        .isInstanceOf(ReceiptVerdict.Verified.class));
        assertThat(LogCheck.check((path, max) -> tlog(path), log.identity())).isInstanceOf(LogVerdict.Intact.class);
    }

    @Test
    void erase_whenErased_thenTheRelationBeginsAnew() {
        decide(EventKind.REFUSED);
        assertThat(erase(person.key()).status()).isEqualTo(200);
        assertThat(erase(person.key()).reason()).isEqualTo("unknown_record");

        person.forgotten();
        decide(EventKind.GIVEN);
        assertThat(records(person.key()).path("records")).hasSize(1);
    }

    @Test
    void erase_whenAConsentStands_isRefusedAndNothingIsLost() {
        decide(EventKind.REFUSED);
        decide(EventKind.GIVEN);
        assertThat(erase(person.key()).reason()).isEqualTo("wrong_state");
        assertThat(records(person.key()).path("records")).hasSize(2);
    }

    @Test
    void erase_whenTheRecipientWasNotToldYet_isRefusedUntilItIs() {
        answerNoticesWith(503);
        ConsentEvent given = decide(EventKind.GIVEN);
        withdraw(given);
        Caller.Answer early = erase(person.key());
        assertThat(early.reason()).isEqualTo("wrong_state");
        assertThat(early.text()).contains("has not been told");

        answerNoticesWith(204);
        awaitTold(given);
        assertThat(erase(person.key()).status()).isEqualTo(200);
    }

    @Test
    void erase_whenNotAskedByTheRelationItself_isRefused() {
        decide(EventKind.REFUSED);
        assertThat(erase(EphemeralKey.generate()).reason()).isEqualTo("unknown_record");
        String question = SubjectRequest.sign(Wish.RECORDS, person.key(), baseUrl, Person.fresh(), Instant.now());
        assertThat(send(question).reason()).as("a wish to see is none to erase").isEqualTo("bad_message");
        String foreign = SubjectRequest.sign(Wish.ERASURE, person.key(), "https://other.example", Person.fresh(),
                Instant.now());
        assertThat(send(foreign).reason()).isEqualTo("bad_message");
        String old = SubjectRequest.sign(Wish.ERASURE, person.key(), baseUrl, Person.fresh(),
                Instant.now().minus(Duration.ofMinutes(2)));
        assertThat(send(old).reason()).isEqualTo("bad_message");
        assertThat(send("").status()).isEqualTo(400);
        assertThat(send("e30.e30.e30").reason()).isEqualTo("bad_message");
        assertThat(send("x".repeat(5_000)).status()).isEqualTo(413);
        assertThat(records(person.key()).path("records")).hasSize(1);
    }

    @Test
    void erase_whenReplayed_isRefused() {
        decide(EventKind.REFUSED);
        String wish = SubjectRequest.sign(Wish.ERASURE, person.key(), baseUrl, Person.fresh(), Instant.now());
        assertThat(send(wish).status()).isEqualTo(200);
        person.forgotten();
        decide(EventKind.REFUSED);
        assertThat(send(wish).reason()).isEqualTo("bad_message");
        assertThat(records(person.key()).path("records")).hasSize(1);
    }

    private ConsentEvent decide(EventKind kind) {
        ConsentEvent event = person.answer(kind);
        return appended(event, wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(event))));
    }

    private void withdraw(ConsentEvent given) {
        ConsentEvent event = person.withdrawal(given);
        appended(event, wallet.post("/v1/consents/" + event.record() + "/withdraw", Person.fresh(),
                Person.body(person.sign(event))));
    }

    private ConsentEvent appended(ConsentEvent event, Caller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        ConsentReceipt receipt = ConsentReceipt.parse(answer.json().path("receipt"));
        receipts.add(receipt);
        person.appended(receipt);
        return event;
    }

    private void withdrawAndWait(ConsentEvent given) {
        withdraw(given);
        awaitTold(given);
    }

    private void awaitTold(ConsentEvent given) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> records(person.key()).path("records")
                        .valueStream()
                        .anyMatch(record -> record.path("record").asString().equals(given.record().value())
                                && record.path("recipient_told").asBoolean()));
    }

    private static void answerNoticesWith(int status) {
        BAKERY.resetAll();
        BAKERY.stubFor(post(NOTICES).willReturn(aResponse().withStatus(status)));
    }

    private Caller.Answer erase(EphemeralKey key) {
        return send(SubjectRequest.sign(Wish.ERASURE, key, baseUrl, Person.fresh(), Instant.now()));
    }

    private Caller.Answer send(String wish) {
        return Caller.anonymous("POST", baseUrl + "/v1/subject/erasure", wish);
    }

    private tools.jackson.databind.JsonNode records(EphemeralKey key) {
        return Caller.anonymous("POST", baseUrl + "/v1/subject/records",
                SubjectRequest.sign(Wish.RECORDS, key, baseUrl, Person.fresh(), Instant.now())).json();
    }

    /** What would tell of the person: ids, the events and their salts. */
    private List<String> traces(ConsentEvent... events) {
        var traces = new ArrayList<String>();
        for (ConsentEvent event : events) {
            traces.addAll(List.of(event.record().value(), event.relation().thumbprint(), event.requestHash().value(),
                    event.actor().getX().toString()));
        }
        receipts.forEach(receipt -> {
            traces.add(HexFormat.of().formatHex(receipt.opening().salt()));
            traces.add(HexFormat.of().formatHex(receipt.opening().event()));
        });
        return traces;
    }

    /** Every row of every table as text, byte strings in hexadecimal. */
    private String wholeDatabase() {
        var all = new StringBuilder();
        List<String> tables = jdbc.sql("select tablename from pg_tables where schemaname = current_schema()"
                + " and tablename <> 'flyway_schema_history'").query((row, number) -> row.getString(1)).list();
        assertThat(tables).contains("leaf", "event", "consent_state", "notice_outbox", "idempotency",
                "subject_request_seen");
        for (String table : tables) {
            jdbc.sql("select t::text from " + table + " t")
                    .query((row, number) -> row.getString(1))
                    .list()
                    .forEach(all::append);
        }
        return all.toString();
    }

    private Optional<byte[]> tlog(String path) {
        Caller.Answer answer = Caller.anonymous("GET", baseUrl + "/tlog/" + path, "");
        return answer.status() == 200 ? Optional.of(answer.bytes()) : Optional.empty();
    }
}
