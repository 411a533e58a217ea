package org.amana.ledger.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.EntryBundle;
import org.amana.core.merkle.TileId;
import org.amana.ledger.Caller;
import org.amana.ledger.Desk;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.amana.ledger.log.PublishedLog;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ObjectNode;

/** Two of the staff at the register's desk, and a purpose that no other test has. */
@LedgerTest
abstract class RegisterDeskCase {
    static final String HOME = "/register/desk";
    @Value("${amana.base-url}")
    String baseUrl;
    @Value("${amana.first-login}")
    Path firstLogin;
    @Value("${amana.trust.dir}")
    Path trustDir;
    @Autowired
    PublishedLog published;
    Desk proposer;
    Desk approver;
    String id;

    @BeforeEach
    void aPurposeOfItsOwn() {
        proposer = new Desk(baseUrl).signIn("registrar-a", firstLogin);
        approver = new Desk(baseUrl).signIn("registrar-b", firstLogin);
        id = "use-" + Person.fresh();
        assertThat(imported(document("Keep your diploma", "P6M")).status()).isEqualTo(200);
    }

    String propose(String document, int version) {
        return propose("intended_use", document, version);
    }

    String propose(String kind, String document, int version) {
        return lastOf(proposer.postFrom(HOME, HOME + "/proposals",
                Map.of("kind", kind, "document", document, "version", "" + version)));
    }

    static String lastOf(HttpResponse<String> page) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        String path = page.uri().getPath();
        assertThat(path).startsWith(HOME + "/proposals/");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static HttpResponse<String> decide(Desk who, String proposal, String decision) {
        HttpResponse<String> page = who.postFrom(HOME, HOME + "/proposals/" + proposal, Map.of("decision", decision));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page;
    }

    void refuses(Desk who, String proposal, String decision, int status, String sentence) {
        long before = published.treeSize();
        HttpResponse<String> page = who.postFrom(HOME, HOME + "/proposals/" + proposal, Map.of("decision", decision));
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains("Nothing was changed", sentence);
        assertThat(published.treeSize()).isEqualTo(before);
    }

    ObjectNode registered() {
        return Caller.anonymous("GET", baseUrl + "/v1/register/intended-uses/" + id, "").json();
    }

    Caller.Answer certificate() {
        return Caller.anonymous("GET", baseUrl + "/v1/register/intended-uses/" + id + "/certificate", "");
    }

    Caller.Answer imported(String use) {
        ObjectNode register = Fixtures.register("http://localhost/notices");
        register.putArray("intended_uses").add(StrictJson.parseObject(use, 10_000));
        return Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR)
                .post("/v1/register/import", Person.fresh(), register);
    }

    String document(String purpose, String retention) {
        return """
                {"id":"ID","party":"harbour-bakery","purpose":{"en":"PURPOSE"},"legal_basis":["eu-gdpr:A6-1-a"],
                 "withdrawable":true,"refusal_consequence":{"en":"Nothing changes"},"retention":"RETENTION",
                 "credentials":[{"vct":"https://amana.example/vct/qualification","claims":[["qualification"]]}]}"""
                .replace("ID", id)
                .replace("PURPOSE", purpose)
                .replace("RETENTION", retention);
    }

    String newestEntry() {
        TileId bundle = TileId.of(TileId.ENTRIES, (published.treeSize() - 1) / 256, published.treeSize());
        byte[] bytes = Caller.anonymous("GET", baseUrl + "/tlog/" + bundle.path(), "").bytes();
        return new String(EntryBundle.parse(bytes, bundle.width()).getLast(), StandardCharsets.UTF_8);
    }
}
