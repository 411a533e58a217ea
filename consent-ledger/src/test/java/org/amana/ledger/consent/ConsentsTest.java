package org.amana.ledger.consent;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.ErasureConfirmation;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.SubjectRequest;
import org.amana.core.json.StrictJson;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.register.TrustList;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.DevelopmentCa;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.amana.ledger.log.LogKey;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@LedgerTest
class ConsentsTest {
    private static final WireMockServer BAKERY = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final String baseUrl;
    private final Path trustDir;
    private final LogKey log;
    private final Person person = new Person();
    private Caller wallet;
    private Caller verifier;

    ConsentsTest(@Value("${amana.base-url}") String baseUrl, @Value("${amana.trust.dir}") Path trustDir,
            @Autowired LogKey log) {
        this.baseUrl = baseUrl;
        this.trustDir = trustDir;
        this.log = log;
        this.wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
        this.verifier = Caller.listed("verifier-service", baseUrl, trustDir, ServiceRole.RECIPIENT);
    }

    @BeforeEach
    void register() {
        if (!BAKERY.isRunning()) {
            BAKERY.start();
        }
        BAKERY.resetAll();
        BAKERY.stubFor(post("/harbour-bakery/notices").willReturn(aResponse().withStatus(204)));
        Caller registrar = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
        assertThat(registrar.post("/v1/register/import", Person.fresh(),
                Fixtures.register(BAKERY.baseUrl() + "/harbour-bakery/notices")).status()).isEqualTo(200);
        wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
        verifier = Caller.listed("verifier-service", baseUrl, trustDir, ServiceRole.RECIPIENT);
    }

    @AfterAll
    static void stop() {
        BAKERY.stop();
    }

    @Test
    void give_whenAsRegistered_givesAReceiptThatVerifiesOffline() {
        ConsentEvent given = give();
        Caller.Answer standing = verifier.get("/v1/consents?request_hash=" + given.requestHash());
        assertThat(standing.json().path("state").asString()).isEqualTo("GIVEN");
        assertThat(ConsentReceipt.parse(standing.json().path("receipt")).verify(log.identity()))
                .isInstanceOfSatisfying(ReceiptVerdict.Verified.class,
                        verified -> assertThat(verified.event().record()).isEqualTo(given.record()));
    }

    @Test
    void give_whenRepeatedWithTheSameKey_givesTheSameReceiptAndOtherBodyConflicts() {
        SignedConsentEvent given = person.sign(person.answer(EventKind.GIVEN));
        String key = Person.fresh();
        Caller.Answer first = wallet.post("/v1/consents", key, Person.body(given));
        assertThat(first.status()).isEqualTo(201);
        assertThat(wallet.post("/v1/consents", key, Person.body(given)).text()).isEqualTo(first.text());
        Person other = new Person();
        assertThat(wallet.post("/v1/consents", key, Person.body(other.sign(other.answer(EventKind.GIVEN)))).reason())
                .isEqualTo("idempotency_key_reused");
    }

    @Test
    void give_whenNotWhatIsRegistered_isRefused() {
        ConsentTerms terms = person.answer(EventKind.GIVEN).terms();
        refuse(Person.asking(terms, "grades"), "not_as_registered");
        refuse(new ConsentTerms(terms.purpose(), terms.purposeHash(), terms.legalBasis(), terms.lawReference(),
                terms.controller(), terms.source(), terms.categories(), terms.validUntil(), Period.ofMonths(60),
                terms.withdrawal(),
                terms.refusalConsequence()), "not_as_registered");
        refuse(new ConsentTerms(terms.purpose(), "A".repeat(43), terms.legalBasis(), terms.lawReference(),
                terms.controller(), terms.source(), terms.categories(), terms.validUntil(), terms.retention(),
                terms.withdrawal(),
                terms.refusalConsequence()), "not_as_registered");
        refuse(new ConsentTerms(terms.purpose(), terms.purposeHash(), terms.legalBasis(), terms.lawReference(),
                "other-firm", terms.source(), terms.categories(), terms.validUntil(), terms.retention(),
                terms.withdrawal(),
                terms.refusalConsequence()), "not_as_registered");
        refuse(new ConsentTerms(terms.purpose(), terms.purposeHash(), terms.legalBasis(), terms.lawReference(),
                "nobody", terms.source(), terms.categories(), terms.validUntil(), terms.retention(), terms.withdrawal(),
                terms.refusalConsequence()), "not_as_registered");
        var duty = Person.use("check-right-to-work");
        refuse(ConsentTerms.of(duty, duty.credentials(), "en", java.util.Optional.empty()), "not_consent");
        refuse(terms, Instant.now().minus(Duration.ofHours(1)), "wrong_time");
    }

    @Test
    void give_whenSignatureIsBadOrKindIsWrong_isRefused() {
        ObjectNode event = StrictJson.parseObject(person.sign(person.answer(EventKind.GIVEN)).bytes(), 50_000);
        event.put("kind", "REFUSED");
        ObjectNode body = StrictJson.object()
                .put("event",
                        org.amana.core.json.Base64Url.encode(StrictJson.canonical(event)));
        assertThat(wallet.post("/v1/consents", Person.fresh(), body).reason()).isEqualTo("bad_actor_signature");
        ConsentEvent approved = person.answer(EventKind.APPROVED);
        assertThat(wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(approved))).reason())
                .isEqualTo("wrong_kind");
        assertThat(wallet.post("/v1/consents", Person.fresh(), StrictJson.object().put("event", "A".repeat(70_000)))
                .status()).isEqualTo(413);
    }

    @Test
    void give_whenChainOrRecordOrRequestIsTaken_isRefused() {
        ConsentEvent given = give();
        Person forgetful = person;
        ConsentEvent again = new ConsentEvent(EventKind.GIVEN, new org.amana.core.consent.RecordId(Person.fresh()),
                forgetful.key().publicJwk(), org.amana.core.consent.ChainPosition.first(), given.time(), given.terms(),
                given.notice(), org.amana.core.consent.RequestHash.of(Person.fresh()));
        Caller.Answer skipped = wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(again)));
        assertThat(skipped.reason()).isEqualTo("wrong_position");
        assertThat(skipped.json().path("expected_seq").intValue()).isEqualTo(2);
        Person other = new Person();
        ConsentEvent sameRequest = other.answer(EventKind.GIVEN);
        assertThat(wallet.post("/v1/consents", Person.fresh(), Person.body(other.sign(new ConsentEvent(EventKind.GIVEN,
                sameRequest.record(), other.key().publicJwk(), sameRequest.position(), sameRequest.time(),
                sameRequest.terms(), sameRequest.notice(), given.requestHash())))).reason())
                .isEqualTo("already_decided");
        assertThat(wallet.post("/v1/consents", Person.fresh(), Person.body(other.sign(new ConsentEvent(EventKind.GIVEN,
                given.record(), other.key().publicJwk(), sameRequest.position(), sameRequest.time(),
                sameRequest.terms(), sameRequest.notice(), sameRequest.requestHash())))).reason())
                .isEqualTo("already_decided");
    }

    @Test
    void withdraw_whenGiven_standsAtOnceAndTheRecipientIsToldEvenAfterBeingDown() {
        ConsentEvent given = give();
        int port = BAKERY.port();
        BAKERY.stop();
        ConsentEvent withdrawn = withdraw(given);
        assertThat(verifier.get("/v1/consents?request_hash=" + given.requestHash()).json().path("state").asString())
                .isEqualTo("WITHDRAWN");
        var back = new WireMockServer(WireMockConfiguration.options().port(port));
        back.start();
        try {
            back.stubFor(post("/harbour-bakery/notices").willReturn(aResponse().withStatus(204)));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !back
                            .findAll(postRequestedFor(urlEqualTo("/harbour-bakery/notices")))
                            .isEmpty());
            String signed = back.findAll(postRequestedFor(urlEqualTo("/harbour-bakery/notices")))
                    .getFirst()
                    .getBodyAsString();
            ConsentNotice notice = ConsentNotice.verify(signed, trustList().ledgers().getFirst().noticeKey(),
                    "harbour-bakery");
            assertThat(notice.record()).isEqualTo(withdrawn.record());
            assertThat(notice.kind()).isEqualTo(EventKind.WITHDRAWN);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> view().path("records")
                            .get(0)
                            .path("recipient_told")
                            .booleanValue());
        } finally {
            back.stop();
        }
    }

    @Test
    void renew_tellsTheRecipientOnceAndAsAnotherKind() {
        ConsentEvent open = person.answer(EventKind.GIVEN);
        ConsentEvent given = Person.with(open, open.terms().until(open.time().plus(Duration.ofDays(10))));
        Caller.Answer first = wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(given)));
        person.appended(ConsentReceipt.parse(first.json().path("receipt")));
        ConsentEvent renewed = person.renewal(given, 30);
        Caller.Answer answer = wallet.post("/v1/consents/" + given.record() + "/renew", Person.fresh(),
                Person.body(person.sign(renewed)));
        assertThat(answer.status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(20)).until(() -> notices(given).contains(EventKind.RENEWED));
        assertThat(notices(given)).containsExactly(EventKind.RENEWED);
        assertThat(view().path("records").get(0).path("recipient_told").booleanValue()).isFalse();
    }

    @Test
    void renewal_thatDidNotArriveBeforeTheWithdrawal_isNotToldAfterIt() {
        ConsentEvent open = person.answer(EventKind.GIVEN);
        ConsentEvent given = Person.with(open, open.terms().until(open.time().plus(Duration.ofDays(10))));
        Caller.Answer first = wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(given)));
        person.appended(ConsentReceipt.parse(first.json().path("receipt")));
        BAKERY.stubFor(post("/harbour-bakery/notices").willReturn(aResponse().withStatus(503)));
        Caller.Answer second = wallet.post("/v1/consents/" + given.record() + "/renew", Person.fresh(),
                Person.body(person.sign(person.renewal(given, 30))));
        person.appended(ConsentReceipt.parse(second.json().path("receipt")));
        await().atMost(Duration.ofSeconds(20)).until(() -> notices(given).contains(EventKind.RENEWED));
        withdraw(given);
        await().atMost(Duration.ofSeconds(20)).until(() -> notices(given).contains(EventKind.WITHDRAWN));
        BAKERY.resetRequests();
        BAKERY.stubFor(post("/harbour-bakery/notices").willReturn(aResponse().withStatus(204)));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> view().path("records").get(0).path("recipient_told").booleanValue());
        assertThat(notices(given)).containsOnly(EventKind.WITHDRAWN);
    }

    @Test
    void standing_onceTheConsentHasEnded_isExpiredAndNoLongerGiven() {
        ConsentEvent open = person.answer(EventKind.GIVEN);
        ConsentEvent given = Person.with(open, open.terms().until(open.time().plusSeconds(2)));
        Caller.Answer answer = wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(given)));
        assertThat(answer.status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> verifier.get("/v1/consents?request_hash=" + given.requestHash())
                        .json()
                        .path("state")
                        .asString()
                        .equals("EXPIRED"));
        Caller.Answer check = verifier.get("/v1/consents/" + given.record() + "/check");
        assertThat(check.json().path("state").asString()).isEqualTo("EXPIRED");
        assertThat(check.json().path("in_force").asBoolean(true)).isFalse();
    }

    private List<EventKind> notices(ConsentEvent about) {
        var ledgerKey = trustList().ledgers().getFirst().noticeKey();
        return BAKERY.findAll(postRequestedFor(urlEqualTo("/harbour-bakery/notices")))
                .stream()
                .map(sent -> ConsentNotice.verify(sent.getBodyAsString(), ledgerKey, "harbour-bakery"))
                .filter(notice -> notice.record().equals(about.record()))
                .map(ConsentNotice::kind)
                .toList();
    }

    @Test
    void withdraw_whenNotGivenOrBySomebodyElseOrTwice_isRefused() {
        ConsentEvent never = person.answer(EventKind.GIVEN);
        assertThat(sendWithdrawal(never.withdrawn(never.position(), Instant.now()), person).reason())
                .isEqualTo("unknown_record");
        ConsentEvent given = give();
        Person thief = new Person();
        ConsentEvent stolen = new ConsentEvent(EventKind.WITHDRAWN, given.record(), thief.key().publicJwk(),
                org.amana.core.consent.ChainPosition.first(), given.time(), given.terms(), given.notice(),
                given.requestHash());
        assertThat(sendWithdrawal(stolen, thief).reason()).isEqualTo("unknown_record");
        ConsentEvent withdrawn = withdraw(given);
        assertThat(sendWithdrawal(person.withdrawal(withdrawn), person).reason()).isEqualTo("wrong_state");
        ConsentEvent refused = decide(EventKind.REFUSED);
        assertThat(sendWithdrawal(person.withdrawal(refused), person).reason()).isEqualTo("wrong_state");
        assertThat(wallet.post("/v1/consents/" + given.record() + "/withdraw", Person.fresh(),
                Person.body(person.sign(person.answer(EventKind.GIVEN)))).reason()).isEqualTo("wrong_kind");
    }

    @Test
    void consents_whenCallerHasAnotherRoleOrActsForAnotherParty_areNotSeen() {
        ConsentEvent given = give();
        assertThat(wallet.get("/v1/consents?request_hash=" + given.requestHash()).status()).isEqualTo(403);
        assertThat(Caller.anonymous("GET", baseUrl + "/v1/consents?request_hash=" + given.requestHash(), "").status())
                .isEqualTo(401);
        Caller other = Caller.listed("other-verifier", baseUrl, trustDir, ServiceRole.RECIPIENT);
        assertThat(other.get("/v1/consents?request_hash=" + given.requestHash()).status()).isEqualTo(404);
        assertThat(other.get("/v1/consents/" + given.record()).status()).isEqualTo(404);
        assertThat(other.get("/v1/consents/" + given.record() + "/check").status()).isEqualTo(404);
        assertThat(verifier.get("/v1/consents/" + given.record()).status()).isEqualTo(200);
        assertThat(verifier.get("/v1/consents?request_hash=" + "A".repeat(43)).status()).isEqualTo(404);
        assertThat(verifier.post("/v1/consents", Person.fresh(), Person.body(person.sign(given))).status())
                .isEqualTo(403);
        assertThat(other.post("/v1/erasures", Person.fresh(), confirmation(given, bakeryKey())).status())
                .isEqualTo(404);
    }

    @Test
    void erasure_whenConfirmedByTheRecipient_isAnEntryThePersonSees() {
        ConsentEvent given = give();
        withdraw(given);
        Caller.Answer wrong = verifier.post("/v1/erasures", Person.fresh(),
                confirmation(given, accessKey("other-firm")));
        assertThat(wrong.reason()).isEqualTo("not_the_recipient");
        assertThat(verifier.post("/v1/erasures", Person.fresh(), confirmation(given, EphemeralKey.generate())).reason())
                .isEqualTo("bad_message");
        ObjectNode confirmation = confirmation(given, bakeryKey());
        String key = Person.fresh();
        Caller.Answer confirmed = verifier.post("/v1/erasures", key, confirmation);
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(201);
        assertThat(verifier.post("/v1/erasures", key, confirmation).text()).isEqualTo(confirmed.text());
        assertThat(verifier.post("/v1/erasures", Person.fresh(), confirmation(given, bakeryKey())).reason())
                .isEqualTo("wrong_state");
        JsonNode record = view().path("records").get(0);
        assertThat(record.path("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(record.path("erased_at").asString()).isNotEmpty();
        List<String> kinds = new java.util.ArrayList<>();
        for (JsonNode entry : record.path("entries")) {
            kinds.add(entry.path("kind").asString());
            assertThat(ConsentReceipt.parse(entry.path("receipt")).verify(log.identity()))
                    .isInstanceOf(ReceiptVerdict.Verified.class);
        }
        assertThat(kinds).containsExactly("GIVEN", "WITHDRAWN", "ERASED");
    }

    @Test
    void subjectView_showsWhereToContinueAndIsAnsweredOnce() {
        ConsentEvent given = give();
        String request = SubjectRequest.sign(SubjectRequest.Wish.RECORDS, person.key(), baseUrl, Person.fresh(),
                Instant.now());
        ObjectNode view = Caller.anonymous("POST", baseUrl + "/v1/subject/records", request).json();
        assertThat(view.path("next").path("seq").intValue()).isEqualTo(2);
        assertThat(view.path("next").path("prev").asString())
                .isEqualTo(person.withdrawal(given).position().previous().orElseThrow().toBase64Url());
        assertThat(Caller.anonymous("POST", baseUrl + "/v1/subject/records", request).reason())
                .isEqualTo("bad_message");
        assertThat(Caller.anonymous("POST", baseUrl + "/v1/subject/records",
                SubjectRequest.sign(SubjectRequest.Wish.RECORDS, person.key(), "https://other.example", Person.fresh(),
                        Instant.now()))
                .reason())
                .isEqualTo("bad_message");
        assertThat(Caller.anonymous("POST", baseUrl + "/v1/subject/records", "e30.e30.e30").reason())
                .isEqualTo("bad_message");
        assertThat(
                Caller.anonymous("POST", baseUrl + "/v1/subject/records",
                        SubjectRequest.sign(SubjectRequest.Wish.RECORDS, EphemeralKey.generate(),
                                baseUrl, Person.fresh(), Instant.now()))
                        .json()
                        .path("records"))
                .isEmpty();
    }

    private ConsentEvent give() {
        return decide(EventKind.GIVEN);
    }

    private ConsentEvent decide(EventKind kind) {
        ConsentEvent event = person.answer(kind);
        Caller.Answer answer = wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(event)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        person.appended(ConsentReceipt.parse(answer.json().path("receipt")));
        return event;
    }

    private ConsentEvent withdraw(ConsentEvent given) {
        ConsentEvent event = person.withdrawal(given);
        Caller.Answer answer = sendWithdrawal(event, person);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        person.appended(ConsentReceipt.parse(answer.json().path("receipt")));
        return event;
    }

    private Caller.Answer sendWithdrawal(ConsentEvent withdrawal, Person signer) {
        return wallet.post("/v1/consents/" + withdrawal.record() + "/withdraw", Person.fresh(),
                Person.body(signer.sign(withdrawal)));
    }

    private void refuse(ConsentTerms terms, String reason) {
        refuse(terms, Instant.now(), reason);
    }

    private void refuse(ConsentTerms terms, Instant time, String reason) {
        ConsentEvent event = person.answer(EventKind.GIVEN);
        var changed = new ConsentEvent(event.kind(), event.record(), event.actor(), event.position(), time, terms,
                event.notice(), event.requestHash());
        assertThat(wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(changed))).reason())
                .isEqualTo(reason);
    }

    private JsonNode view() {
        return Caller.anonymous("POST", baseUrl + "/v1/subject/records",
                SubjectRequest.sign(SubjectRequest.Wish.RECORDS, person.key(), baseUrl, Person.fresh(), Instant.now()))
                .json();
    }

    private ObjectNode confirmation(ConsentEvent given, SigningKey key) {
        Instant now = Instant.now();
        return StrictJson.object()
                .put("record", given.record().value())
                .put("request_hash", given.requestHash().value())
                .put("erased_at", now.getEpochSecond())
                .put("confirmation",
                        ErasureConfirmation.sign(key, "harbour-bakery", given.record(), given.requestHash(), now));
    }

    private SigningKey bakeryKey() {
        return accessKey("harbour-bakery");
    }

    private SigningKey accessKey(String party) {
        EphemeralKey key = EphemeralKey.generate();
        var ca = DevelopmentCa.openOrCreate(trustDir, Clock.systemUTC());
        return key.withChain(ca.certify(key.publicKey(), CertificateProfile.of(KeyPurpose.ACCESS, party)
                .withUri(URI.create("urn:amana:party:" + party))));
    }

    private TrustList trustList() {
        String signed = Caller.anonymous("GET", baseUrl + "/v1/trust-list", "").text();
        return TrustList.verify(signed, new ChainValidator(),
                DevelopmentCa.openOrCreate(trustDir, Clock.systemUTC()).anchors(KeyPurpose.REGISTRAR), Instant.now());
    }
}
