package org.amana.ledger.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.consent.RecordId;
import org.amana.core.register.IntendedUse;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.amana.ledger.log.LogKey;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ObjectNode;

/** Answers that are put off, and consents that are renewed, at the ledger's door. */
@LedgerTest
class ConsentKindsTest {
    private final LogKey log;
    private final Caller wallet;
    private final Caller verifier;
    private final Caller registrar;
    private final Person person = new Person();

    ConsentKindsTest(@Value("${amana.base-url}") String baseUrl, @Value("${amana.trust.dir}") Path trustDir,
            @Autowired LogKey log) {
        this.log = log;
        this.wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
        this.verifier = Caller.listed("verifier-service", baseUrl, trustDir, ServiceRole.RECIPIENT);
        this.registrar = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
    }

    @BeforeEach
    void register() {
        ObjectNode register = Fixtures.register("unused");
        register.path("parties").forEach(party -> ((ObjectNode) party).remove("notice_url"));
        assertThat(registrar.post("/v1/register/import", Person.fresh(), register).status()).isEqualTo(200);
    }

    @Test
    void defer_whenAnsweredLater_standsByTheAnswer() {
        ConsentEvent putOff = append("", person.answer(EventKind.DEFERRED));
        assertThat(standing(putOff).path("state").asString()).isEqualTo("DEFERRED");
        append("", person.instead(putOff, EventKind.GIVEN));
        assertThat(standing(putOff).path("state").asString()).isEqualTo("GIVEN");
        assertThat(kindOf(standing(putOff))).isEqualTo(EventKind.GIVEN);
        assertThat(send("/" + putOff.record() + "/refuse", person.instead(putOff, EventKind.REFUSED)).reason())
                .isEqualTo("already_decided");
        append("/" + putOff.record() + "/withdraw", person.instead(putOff, EventKind.WITHDRAWN));
    }

    @Test
    void refuse_whenPutOffBeforeOrNot_isFinal() {
        ConsentEvent putOff = append("", person.answer(EventKind.DEFERRED));
        append("/" + putOff.record() + "/refuse", person.instead(putOff, EventKind.REFUSED));
        assertThat(standing(putOff).path("state").asString()).isEqualTo("REFUSED");
        ConsentEvent atOnce = person.answer(EventKind.REFUSED);
        append("/" + atOnce.record() + "/refuse", atOnce);
        assertThat(send("", person.instead(atOnce, EventKind.GIVEN)).reason()).isEqualTo("already_decided");
    }

    @Test
    void defer_whenTheRequestIsAnsweredUnderAnotherRecordOrKey_isRefused() {
        ConsentEvent putOff = append("", person.answer(EventKind.DEFERRED));
        ConsentEvent elsewhere = person.answer(EventKind.GIVEN);
        assertThat(send("", new ConsentEvent(EventKind.GIVEN, new RecordId(Person.fresh()), elsewhere.actor(),
                elsewhere.position(), elsewhere.time(), elsewhere.terms(), elsewhere.notice(), putOff.requestHash()))
                .reason()).isEqualTo("already_decided");
        Person other = new Person();
        assertThat(wallet.post("/v1/consents", Person.fresh(),
                Person.body(other.sign(other.instead(putOff, EventKind.GIVEN)))).reason()).isEqualTo("already_decided");
        assertThat(send("", person.instead(putOff, EventKind.DEFERRED)).reason()).isEqualTo("already_decided");
        assertThat(send("/" + putOff.record() + "/withdraw", person.instead(putOff, EventKind.WITHDRAWN)).reason())
                .isEqualTo("wrong_state");
    }

    @Test
    void renew_whenItStands_holdsLongerAndTheReceiptSaysSo() {
        ConsentEvent given = give();
        String renew = "/" + given.record() + "/renew";
        ConsentEvent renewed = append(renew, person.renewal(given, 30));
        assertThat(standing(given).path("state").asString()).isEqualTo("GIVEN");
        assertThat(kindOf(standing(given))).isEqualTo(EventKind.RENEWED);
        assertThat(send(renew, person.renewal(given, 30)).reason()).as("no later than what now stands")
                .isEqualTo("not_a_renewal");
        append(renew, person.renewal(renewed, 30));
        append("/" + given.record() + "/withdraw", person.withdrawal(renewed));
        assertThat(standing(given).path("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(send(renew, person.renewal(renewed, 90)).reason()).isEqualTo("wrong_state");
    }

    @Test
    void renew_whenRepeatedWithTheSameKey_givesTheSameReceipt() {
        ConsentEvent given = give();
        String path = "/v1/consents/" + given.record() + "/renew";
        ObjectNode body = Person.body(person.sign(person.renewal(given, 30)));
        String key = Person.fresh();
        Caller.Answer first = wallet.post(path, key, body);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(wallet.post(path, key, body).text()).isEqualTo(first.text());
        assertThat(wallet.post(path, key, Person.body(person.sign(person.renewal(given, 31)))).reason())
                .isEqualTo("idempotency_key_reused");
        assertThat(wallet.post(path, Person.fresh(), Person.body(person.sign(person.renewal(given, 60)))).reason())
                .as("the place after the GIVEN is taken")
                .isEqualTo("wrong_position");
    }

    @Test
    void renew_whenMoreChangesOrNothingStands_isRefused() {
        ConsentEvent given = give();
        String renew = "/" + given.record() + "/renew";
        ConsentEvent wider = person.renewal(given, 30);
        assertThat(send(renew, Person.with(wider, Person.asking(wider.terms(), "given_name"))).reason())
                .isEqualTo("not_a_renewal");
        assertThat(send(renew, Person.with(wider, Person.asking(wider.terms(), "grades"))).reason())
                .isEqualTo("not_as_registered");
        assertThat(send(renew, Person.with(wider, wider.terms().until(wider.time()))).reason())
                .isEqualTo("not_as_registered");
        Person thief = new Person();
        assertThat(wallet.post("/v1/consents" + renew, Person.fresh(),
                Person.body(thief.sign(thief.instead(wider, EventKind.RENEWED)))).reason()).isEqualTo("unknown_record");
        ConsentEvent never = ending(person.answer(EventKind.GIVEN));
        assertThat(send("/" + never.record() + "/renew", person.renewal(never, 30)).reason())
                .isEqualTo("unknown_record");
    }

    @Test
    void give_whenItEndsBeforeItBegins_isRefused() {
        ConsentEvent given = person.answer(EventKind.GIVEN);
        assertThat(send("", Person.with(given, given.terms().until(given.time()))).reason())
                .isEqualTo("not_as_registered");
        append("", Person.with(given, given.terms().until(given.time().plusSeconds(1))));
    }

    @Test
    void anyKind_whenALawIsTheBasis_isRefusedAndNoUseHasBoth() {
        ObjectNode register = Fixtures.register("unused");
        ObjectNode mixed = (ObjectNode) register.path("intended_uses").get(0);
        mixed.put("id", "keep-and-check").put("law_reference", "http://data.europa.eu/eli/dir/2009/52/oj");
        mixed.putArray("legal_basis").add("eu-gdpr:A6-1-a").add("eu-gdpr:A6-1-c");
        register.path("parties").forEach(party -> ((ObjectNode) party).remove("notice_url"));
        assertThat(registrar.post("/v1/register/import", Person.fresh(), register).reason())
                .isEqualTo("register_contradiction");
        IntendedUse use = Person.use("check-right-to-work");
        ConsentTerms terms = ConsentTerms.of(use, use.credentials(), "en", Optional.empty());
        for (EventKind kind : new EventKind[]{EventKind.GIVEN, EventKind.REFUSED, EventKind.DEFERRED}) {
            assertThat(send("", Person.with(person.answer(kind), terms)).reason()).isEqualTo("not_consent");
        }
    }

    @Test
    void endpoint_whenTheKindOrRecordOrCallerIsAnother_isRefused() {
        ConsentEvent given = give();
        ConsentEvent renewal = person.renewal(given, 30);
        assertThat(send("", renewal).reason()).isEqualTo("wrong_kind");
        assertThat(send("/" + given.record() + "/refuse", renewal).reason()).isEqualTo("wrong_kind");
        assertThat(send("/" + Person.fresh() + "/renew", renewal).reason()).isEqualTo("wrong_kind");
        assertThat(send("/" + given.record() + "/renew", person.withdrawal(given)).reason()).isEqualTo("wrong_kind");
        for (String door : new String[]{"/renew", "/refuse"}) {
            assertThat(verifier.post("/v1/consents/" + given.record() + door, Person.fresh(),
                    Person.body(person.sign(renewal))).status()).isEqualTo(403);
        }
    }

    private ConsentEvent give() {
        return append("", ending(person.answer(EventKind.GIVEN)));
    }

    private static ConsentEvent ending(ConsentEvent event) {
        return Person.with(event, event.terms().until(Instant.now().plus(Duration.ofDays(30))));
    }

    private ConsentEvent append(String door, ConsentEvent event) {
        Caller.Answer answer = send(door, event);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        person.appended(ConsentReceipt.parse(answer.json().path("receipt")));
        return event;
    }

    private Caller.Answer send(String door, ConsentEvent event) {
        return wallet.post("/v1/consents" + door, Person.fresh(), Person.body(person.sign(event)));
    }

    private ObjectNode standing(ConsentEvent event) {
        return verifier.get("/v1/consents?request_hash=" + event.requestHash()).json();
    }

    private EventKind kindOf(ObjectNode standing) {
        return ConsentReceipt.parse(standing.path("receipt"))
                .verify(log.identity()) instanceof ReceiptVerdict.Verified verified
                        ? verified.event().kind()
                        : EventKind.ERASED;
    }
}
