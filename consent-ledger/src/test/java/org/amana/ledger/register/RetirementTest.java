package org.amana.ledger.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.EventKind;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.EntryBundle;
import org.amana.core.merkle.TileId;
import org.amana.core.register.IntendedUse;
import org.amana.ledger.Caller;
import org.amana.ledger.Desk;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.amana.ledger.log.PublishedLog;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ObjectNode;

@LedgerTest
class RetirementTest {
    private static final String HOME = "/register/desk";
    @Value("${amana.base-url}")
    private String baseUrl;
    @Value("${amana.first-login}")
    private Path firstLogin;
    @Value("${amana.trust.dir}")
    private Path trustDir;
    @Autowired
    private PublishedLog published;
    private Desk proposer;
    private Desk approver;
    private String id;

    @BeforeEach
    void aPurposeOfItsOwn() {
        proposer = new Desk(baseUrl).signIn("registrar-a", firstLogin);
        approver = new Desk(baseUrl).signIn("registrar-b", firstLogin);
        id = "use-" + Person.fresh();
        assertThat(imported(document("Keep your diploma", "P6M")).status()).isEqualTo(200);
    }

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

    private String propose(String document, int version) {
        return propose("intended_use", document, version);
    }

    private String propose(String kind, String document, int version) {
        return lastOf(proposer.postFrom(HOME, HOME + "/proposals",
                Map.of("kind", kind, "document", document, "version", "" + version)));
    }

    private static String lastOf(HttpResponse<String> page) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        String path = page.uri().getPath();
        assertThat(path).startsWith(HOME + "/proposals/");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static HttpResponse<String> decide(Desk who, String proposal, String decision) {
        HttpResponse<String> page = who.postFrom(HOME, HOME + "/proposals/" + proposal, Map.of("decision", decision));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page;
    }

    private void refuses(Desk who, String proposal, String decision, int status, String sentence) {
        long before = published.treeSize();
        HttpResponse<String> page = who.postFrom(HOME, HOME + "/proposals/" + proposal, Map.of("decision", decision));
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains("Nothing was changed", sentence);
        assertThat(published.treeSize()).isEqualTo(before);
    }

    private ObjectNode registered() {
        return Caller.anonymous("GET", baseUrl + "/v1/register/intended-uses/" + id, "").json();
    }

    private Caller.Answer certificate() {
        return Caller.anonymous("GET", baseUrl + "/v1/register/intended-uses/" + id + "/certificate", "");
    }

    private Caller.Answer imported(String use) {
        ObjectNode register = Fixtures.register("http://localhost/notices");
        register.putArray("intended_uses").add(StrictJson.parseObject(use, 10_000));
        return Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR)
                .post("/v1/register/import", Person.fresh(), register);
    }

    private String document(String purpose, String retention) {
        return """
                {"id":"ID","party":"harbour-bakery","purpose":{"en":"PURPOSE"},"legal_basis":["eu-gdpr:A6-1-a"],
                 "withdrawable":true,"refusal_consequence":{"en":"Nothing changes"},"retention":"RETENTION",
                 "credentials":[{"vct":"https://amana.example/vct/qualification","claims":[["qualification"]]}]}"""
                .replace("ID", id)
                .replace("PURPOSE", purpose)
                .replace("RETENTION", retention);
    }

    private String newestEntry() {
        TileId bundle = TileId.of(TileId.ENTRIES, (published.treeSize() - 1) / 256, published.treeSize());
        byte[] bytes = Caller.anonymous("GET", baseUrl + "/tlog/" + bundle.path(), "").bytes();
        return new String(EntryBundle.parse(bytes, bundle.width()).getLast(), StandardCharsets.UTF_8);
    }
}
