package org.amana.ledger.permit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ErasureConfirmation;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.SubjectRequest;
import org.amana.core.json.StrictJson;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.Offices;
import org.amana.ledger.Person;
import org.amana.support.peer.ServiceRole;
import org.springframework.core.env.Environment;
import tools.jackson.databind.node.ObjectNode;

/** A person, the two offices, and the services that speak for them. */
final class Exchange {
    final String baseUrl;
    final Path trustDir;
    final Offices offices;
    final Person person = new Person();
    final Caller wallet;
    final Caller source;
    final Caller requester;

    Exchange(Environment settings) {
        this.baseUrl = settings.getRequiredProperty("amana.base-url");
        this.trustDir = Path.of(settings.getRequiredProperty("amana.trust.dir"));
        this.offices = new Offices(trustDir);
        this.wallet = caller("wallet-service", ServiceRole.CONSENT_WRITER);
        this.source = caller("issuer-service", ServiceRole.SOURCE);
        this.requester = caller("verifier-service", ServiceRole.RECIPIENT);
    }

    Caller caller(String name, ServiceRole... roles) {
        return Caller.listed(name, baseUrl, trustDir, roles);
    }

    /** The register as it is at first; nobody can be told of withdrawals. */
    ObjectNode register() {
        ObjectNode register = Fixtures.register("unused");
        register.path("parties").forEach(party -> ((ObjectNode) party).remove("notice_url"));
        return register;
    }

    void register(ObjectNode register) {
        Caller.Answer answer = caller("registrar", ServiceRole.REGISTRAR).post("/v1/register/import", Person.fresh(),
                register);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    ConsentEvent give() {
        return decide(EventKind.GIVEN);
    }

    ConsentEvent decide(EventKind kind) {
        return append("", Offices.asked(person.answer(kind)));
    }

    void withdraw(ConsentEvent given) {
        append("/" + given.record() + "/withdraw", person.withdrawal(given));
    }

    void renew(ConsentEvent given, int days) {
        append("/" + given.record() + "/renew", person.renewal(given, days));
    }

    ConsentEvent append(String path, ConsentEvent event) {
        Caller.Answer answer = wallet.post("/v1/consents" + path, Person.fresh(), Person.body(person.sign(event)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        person.appended(ConsentReceipt.parse(answer.json().path("receipt")));
        return event;
    }

    /** The bakery says that it erased what it had. */
    void confirmErasure(ConsentEvent given) {
        Instant now = Instant.now();
        Caller.Answer answer = requester.post("/v1/erasures", Person.fresh(), StrictJson.object()
                .put("record", given.record().value())
                .put("request_hash", given.requestHash().value())
                .put("erased_at", now.getEpochSecond())
                .put("confirmation", ErasureConfirmation.sign(offices.requester(), "harbour-bakery", given.record(),
                        given.requestHash(), now)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    Caller.Answer ask(Offices.Order order) {
        return source.post("/v1/permits", Person.fresh(), order.body(offices.source()));
    }

    /** Index of a permit that fits the consent. */
    long permitted(ConsentEvent given) {
        Caller.Answer answer = ask(Offices.order(given));
        assertThat(answer.json().path("kind").asString("")).as(answer.text()).isEqualTo("PERMIT");
        return answer.json().path("index").asLong();
    }

    Caller.Answer delivered(ConsentEvent given, long permit) {
        return settle(requester, permit, Offices.outcome(offices.requester(), "harbour-bakery", given, permit,
                Optional.empty()));
    }

    Caller.Answer failed(ConsentEvent given, long permit) {
        return settle(source, permit, Offices.outcome(offices.source(), Fixtures.RECOGNITION_OFFICE, given, permit,
                Optional.of("register_unavailable")));
    }

    static Caller.Answer settle(Caller caller, long permit, ObjectNode outcome) {
        return caller.post("/v1/permits/" + permit + "/outcomes", Person.fresh(), outcome);
    }

    ObjectNode view() {
        return ask(SubjectRequest.Wish.RECORDS, "records").json();
    }

    Caller.Answer erase() {
        return ask(SubjectRequest.Wish.ERASURE, "erasure");
    }

    private Caller.Answer ask(SubjectRequest.Wish wish, String path) {
        return Caller.anonymous("POST", baseUrl + "/v1/subject/" + path,
                SubjectRequest.sign(wish, person.key(), baseUrl, Person.fresh(), Instant.now()));
    }
}
