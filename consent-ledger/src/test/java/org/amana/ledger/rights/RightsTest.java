package org.amana.ledger.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.RecordId;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.rights.RightsAnswer;
import org.amana.core.rights.RightsOutcome;
import org.amana.core.rights.RightsReceipt;
import org.amana.core.rights.RightsRequest;
import org.amana.core.rights.RightsStatement;
import org.amana.ledger.Caller;
import org.amana.ledger.Desk;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Offices;
import org.amana.ledger.Person;
import org.amana.ledger.log.LogKey;
import org.amana.ledger.log.PublishedLog;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

@LedgerTest
class RightsTest {
    private static final String BAKERY = "harbour-bakery";
    private static final RandomGenerator RANDOM = new Random(5);
    private final String baseUrl;
    private final Path trustDir;
    private final Desk officer;
    private final Offices offices;
    private final Person person = new Person();
    @Autowired
    private LogKey log;
    @Autowired
    private PublishedLog published;
    @Autowired
    private JdbcClient jdbc;
    private Caller wallet;
    private Caller verifier;

    RightsTest(@Autowired Environment settings) {
        this.baseUrl = settings.getRequiredProperty("amana.base-url");
        this.trustDir = Path.of(settings.getRequiredProperty("amana.trust.dir"));
        this.officer = new Desk(baseUrl).signIn("dpo", Path.of(settings.getRequiredProperty("amana.first-login")));
        this.offices = new Offices(trustDir);
        this.wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
        this.verifier = Caller.listed("verifier-service", baseUrl, trustDir, ServiceRole.RECIPIENT);
    }

    @BeforeEach
    void register() {
        Caller registrar = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
        assertThat(registrar.post("/v1/register/import", Person.fresh(),
                Fixtures.register("http://localhost/harbour-bakery/notices")).status()).isEqualTo(200);
        wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
        verifier = Caller.listed("verifier-service", baseUrl, trustDir, ServiceRole.RECIPIENT);
        jdbc.sql("""
                update rights_request set answer_name = 'earlier test', outcome = 'ERASED', answer_index = asked_index,
                    answered_at = now() - interval '1 year' where answered_at is null""").update();
    }

    private ConsentEvent give() {
        ConsentEvent given = person.answer(EventKind.GIVEN);
        Caller.Answer answer = wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(given)));
        person.appended(ConsentReceipt.parse(answer.json().path("receipt")));
        return given;
    }

    private static ObjectNode body(String name, RightsStatement statement) {
        return StrictJson.object()
                .put(name, statement.compact())
                .put("salt", Base64Url.encode(statement.opening(RANDOM).salt()));
    }

    private RightsRequest request(ConsentEvent given, SigningKey key, Instant at) {
        return RightsRequest.sign(key, BAKERY, given.record(), given.requestHash(), at, RANDOM);
    }

    private RightsRequest request(ConsentEvent given) {
        return request(given, person.key(), Instant.now()); // the service's clock runs
    }

    private Caller.Answer ask(RightsRequest request) {
        return wallet.post("/v1/rights/requests", Person.fresh(), body("request", request));
    }

    private RightsAnswer answer(RightsRequest request, SigningKey key, RightsOutcome outcome) {
        return RightsAnswer.sign(key, BAKERY, request.digest(), outcome, Instant.now()); // as above
    }

    private Caller.Answer tell(RightsAnswer answer) {
        return verifier.post("/v1/rights/answers", Person.fresh(), body("answer", answer));
    }

    private long size() {
        return published.treeSize();
    }

    @Nested
    class Asking {
        @Test
        void ask_byTheKeyOfTheConsent_isAnEntryThatVerifiesOfflineAndSaysNothing() {
            RightsRequest request = request(give());
            Caller.Answer answer = ask(request);
            assertThat(answer.status()).isEqualTo(201);
            RightsReceipt receipt = RightsReceipt.parse(answer.json().path("receipt"));
            assertThat(receipt.verify(log.identity())).isEmpty();
            assertThat(receipt.statement().digest()).isEqualTo(request.digest());
            assertThat(answer.json().path("deliver_to").asString()).isEqualTo("http://localhost/harbour-bakery/rights");
            assertThat(jdbc.sql("select r::text from rights_request r order by asked_index desc limit 1")
                    .query(String.class)
                    .single())
                    .contains(BAKERY)
                    .doesNotContain(request.digest(), request.record().value(), request.relation().thumbprint());
        }

        @Test
        void ask_again_isTheSameEntry() {
            ObjectNode body = body("request", request(give()));
            Caller.Answer first = wallet.post("/v1/rights/requests", Person.fresh(), body);
            long size = size();
            assertThat(wallet.post("/v1/rights/requests", Person.fresh(), body).json().path("index"))
                    .isEqualTo(first.json().path("index"));
            assertThat(size()).isEqualTo(size);
        }

        @Test
        void ask_byAnotherKeyOrAboutAnotherRecord_isRefused() {
            ConsentEvent given = give();
            long size = size();
            assertThat(ask(request(given, new Person().key(), Instant.now())).reason()).isEqualTo("not_own");
            assertThat(ask(RightsRequest.sign(person.key(), BAKERY, new RecordId(Person.fresh()), given.requestHash(),
                    Instant.now(), RANDOM)).reason()).isEqualTo("not_own");
            assertThat(ask(RightsRequest.sign(person.key(), "other-firm", given.record(), given.requestHash(),
                    Instant.now(), RANDOM)).reason()).isEqualTo("not_own");
            assertThat(size()).isEqualTo(size);
        }

        @Test
        void ask_whenSignedLongAgo_isRefused() {
            ConsentEvent given = give();
            assertThat(ask(request(given, person.key(), Instant.now().minus(Duration.ofMinutes(11)))).reason())
                    .isEqualTo("wrong_time");
        }

        @Test
        void ask_whenChangedOrWithoutSalt_isRefused() {
            RightsRequest request = request(give());
            String changed = request.compact().substring(0, request.compact().length() - 4) + "AAAA";
            assertThat(wallet.post("/v1/rights/requests", Person.fresh(),
                    body("request", request).put("request", changed)).status()).isEqualTo(400);
            assertThat(wallet.post("/v1/rights/requests", Person.fresh(), body("request", request).put("salt", "AAAA"))
                    .status()).isEqualTo(400);
            assertThat(verifier.post("/v1/rights/requests", Person.fresh(), body("request", request)).status())
                    .isEqualTo(403);
        }
    }

    @Nested
    class Answering {
        @Test
        void answer_byTheParty_isTheOneAnswer() {
            RightsRequest request = request(give());
            ask(request);
            RightsAnswer answer = answer(request, offices.requester(), RightsOutcome.ERASED);
            Caller.Answer told = tell(answer);
            assertThat(told.status()).isEqualTo(201);
            assertThat(RightsReceipt.parse(told.json().path("receipt")).verify(log.identity())).isEmpty();
            long size = size();
            assertThat(tell(answer(request, offices.requester(), RightsOutcome.REFUSED_CLAIMS)).reason())
                    .isEqualTo("already_answered");
            assertThat(size()).isEqualTo(size);
        }

        @Test
        void answer_byAnotherPartyOrToNothing_isRefused() {
            RightsRequest request = request(give());
            assertThat(tell(answer(request, offices.requester(), RightsOutcome.ERASED)).reason())
                    .isEqualTo("unknown_request");
            ask(request);
            long size = size();
            SigningKey other = offices.certified(KeyPurpose.ACCESS, URI.create("urn:amana:party:other-firm"));
            assertThat(tell(answer(request, other, RightsOutcome.ERASED)).reason()).isEqualTo("not_the_party");
            assertThat(tell(RightsAnswer.sign(offices.requester(), "other-firm", request.digest(),
                    RightsOutcome.ERASED, Instant.now())).reason()).isEqualTo("not_the_party");
            Caller stranger = Caller.listed("stranger-service", baseUrl, trustDir, ServiceRole.RECIPIENT);
            assertThat(stranger.post("/v1/rights/answers", Person.fresh(),
                    body("answer", answer(request, offices.requester(), RightsOutcome.ERASED))).reason())
                    .isEqualTo("unknown_request");
            assertThat(size()).isEqualTo(size);
        }
    }

    @Nested
    class Clocks {
        @Test
        void page_showsHowLongThereIs_thenThatItIsOver_thenTheAnswer() {
            RightsRequest request = request(give());
            ask(request);
            assertThat(officer.get("/audit/desk/clocks").body()).contains("Requests of persons", "Open: ");
            jdbc.sql("update rights_request set asked_at = asked_at - interval '40 days'"
                    + " where answered_at is null").update();
            assertThat(officer.get("/audit/desk/clocks").body())
                    .containsPattern("class=\"no\"><strong>Overdue by \\d+");
            tell(answer(request, offices.requester(), RightsOutcome.REFUSED_CLAIMS));
            assertThat(officer.get("/audit/desk/clocks").body()).contains("No request is open");
            assertThat(officer.get("/audit/desk/clocks?confirmed=true").body()).contains("Answered too late",
                    "refused: legal claims");
        }
    }
}
