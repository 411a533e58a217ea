package org.amana.ledger.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.EventKind;
import org.amana.core.json.StrictJson;
import org.amana.core.register.IntendedUse;
import org.amana.ledger.Caller;
import org.amana.ledger.Person;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.Test;

/** What ends when two people take an entry of the register back. */
class RetirementTest extends RegisterDeskCase {
    @Test
    void retired_takesNoConsentAndNoCertificateButWithdrawals() {
        var person = new Person();
        ConsentEvent given = give(person);
        String proposal = retire();
        assertThat(certificate().status()).isEqualTo(200);
        assertThat(approver.get(HOME + "/proposals/" + proposal).body()).contains("Nobody can consent");
        decide(approver, proposal, "approve");
        assertThat(newestEntry()).contains("\"retired\":true", "\"version\":2");
        assertThat(certificate().status()).isEqualTo(410);
        assertThat(certificate().reason()).isEqualTo("retired");
        assertThat(registered().path("retired").asBoolean()).isTrue();
        var stranger = new Person();
        Caller.Answer refused = wallet().post("/v1/consents", Person.fresh(),
                Person.body(stranger.sign(consent(stranger))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("retired");
        assertThat(wallet().post("/v1/consents/" + given.record() + "/withdraw", Person.fresh(),
                Person.body(person.sign(person.withdrawal(given)))).status()).isEqualTo(201);
    }

    @Test
    void retired_staysSoWhateverIsImported_untilTwoDecide() {
        decide(approver, retire(), "approve");
        imported(document("Keep your diploma", "P6M"));
        imported(document("Other words", "P6M"));
        assertThat(certificate().status()).isEqualTo(410);
        HttpResponse<String> again = proposer.postFrom(HOME, HOME + "/retire", Map.of("id", id, "version", "2"));
        assertThat(again.statusCode()).isEqualTo(409);
        decide(approver, propose(document("Keep your diploma", "P6M"), 2), "approve");
        assertThat(certificate().status()).isEqualTo(200);
    }

    @Test
    void retirement_whenItCannotBe_isRefused() {
        assertThat(proposer.postFrom(HOME, HOME + "/retire", Map.of("id", id, "version", "7")).statusCode())
                .isEqualTo(409);
        assertThat(proposer.postFrom(HOME, HOME + "/retire", Map.of("id", "none", "version", "1")).statusCode())
                .isEqualTo(404);
        assertThat(proposer.postFrom(HOME, HOME + "/retire", Map.of("id", "harbour-bakery", "version", "1"))
                .statusCode()).isEqualTo(404);
        refuses(proposer, retire(), "approve", 403, "another person decides");
        assertThat(certificate().status()).isEqualTo(200);
    }

    private String retire() {
        return lastOf(proposer.postFrom(HOME, HOME + "/retire", Map.of("id", id, "version", "1")));
    }

    private ConsentEvent give(Person person) {
        ConsentEvent given = consent(person);
        Caller.Answer answer = wallet().post("/v1/consents", Person.fresh(), Person.body(person.sign(given)));
        assertThat(answer.status()).isEqualTo(201);
        person.appended(ConsentReceipt.parse(answer.json().path("receipt")));
        return given;
    }

    private ConsentEvent consent(Person person) {
        IntendedUse use = IntendedUse.parse(StrictJson.parseObject(document("Keep your diploma", "P6M"), 10_000));
        return Person.with(person.answer(EventKind.GIVEN),
                ConsentTerms.of(use, use.credentials(), "en", Optional.empty()));
    }

    private Caller wallet() {
        return Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
    }
}
