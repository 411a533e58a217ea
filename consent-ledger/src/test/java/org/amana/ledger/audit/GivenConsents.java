package org.amana.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.Person;
import org.amana.support.peer.ServiceRole;
import org.springframework.core.env.Environment;

/** Persons who gave a consent, and took it back. */
final class GivenConsents {
    private final String baseUrl;
    private final Path trustDir;

    GivenConsents(Environment settings) {
        this.baseUrl = settings.getRequiredProperty("amana.base-url");
        this.trustDir = Path.of(settings.getRequiredProperty("amana.trust.dir"));
    }

    void register(String noticeUrl) {
        Caller registrar = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
        assertThat(registrar.post("/v1/register/import", Person.fresh(), Fixtures.register(noticeUrl)).status())
                .isEqualTo(200);
    }

    ConsentEvent give() {
        return give(new Person());
    }

    ConsentEvent give(Person person) {
        register("http://localhost/notices");
        ConsentEvent given = person.answer(EventKind.GIVEN);
        Caller.Answer answer = wallet().post("/v1/consents", Person.fresh(), Person.body(person.sign(given)));
        assertThat(answer.status()).isEqualTo(201);
        person.appended(ConsentReceipt.parse(answer.json().path("receipt")));
        return given;
    }

    ConsentEvent giveAndWithdraw() {
        var person = new Person();
        ConsentEvent given = give(person);
        assertThat(wallet().post("/v1/consents/" + given.record() + "/withdraw", Person.fresh(),
                Person.body(person.sign(person.withdrawal(given)))).status()).isEqualTo(201);
        return given;
    }

    private Caller wallet() {
        return Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
    }
}
