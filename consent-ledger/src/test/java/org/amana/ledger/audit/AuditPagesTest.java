package org.amana.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.amana.support.peer.ServiceRole;
import org.amana.support.staff.StaffAccounts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

@LedgerTest
class AuditPagesTest {
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String baseUrl;
    private final Path trustDir;
    private final Path firstLogin;
    private final StaffAccounts accounts;
    private final JdbcClient jdbc;

    AuditPagesTest(@Value("${amana.base-url}") String baseUrl, @Value("${amana.trust.dir}") Path trustDir,
            @Value("${amana.first-login}") Path firstLogin, @Autowired StaffAccounts accounts,
            @Autowired JdbcClient jdbc) {
        this.baseUrl = baseUrl;
        this.trustDir = trustDir;
        this.firstLogin = firstLogin;
        this.accounts = accounts;
        this.jdbc = jdbc;
    }

    @Test
    void log_showsEveryoneThatEntriesAreThereAndNotWhatTheySay() throws Exception {
        ConsentEvent given = give();
        String page = get("/audit").body();
        assertThat(page).contains("closed: about a person", "intended use keep-diploma-on-file, version",
                "amana-ledger.jar fsck " + baseUrl + "/tlog --key log.vkey", "\u2014 localhost");
        assertThat(page).doesNotContain(given.record().value(), given.relation().thumbprint(),
                given.requestHash().value());
        assertThat(get("/audit?before=0").body()).contains("There is no entry yet.");
    }

    @Test
    void consents_showTheOfficerPurposeAndTimeAndNoPerson() throws Exception {
        ConsentEvent given = give();
        signIn("dpo");
        String page = get("/audit/desk?purpose=keep-diploma-on-file").body();
        assertThat(page).contains(given.record().value(), "harbour-bakery", "qualification, given name, family name");
        assertThat(page).doesNotContain(given.relation().thumbprint(), given.actor().getX().toString());
        assertThat(get("/audit/desk?purpose=check-right-to-work").body()).contains("No consent was decided");
        assertThat(get("/audit/desk?from=2020-01-01&to=2020-01-02").body()).contains("No consent was decided");
        assertThat(get("/audit/desk?from=soon").statusCode()).isEqualTo(400);
    }

    @Test
    void consents_whenNotSignedInOrOfAnotherTenantOrRole_areNotShown() throws Exception {
        ConsentEvent given = give();
        assertThat(get("/audit/desk").body()).contains("Sign in").doesNotContain(given.record().value());
        accounts.ensure("labour-office", "stranger", "DPO");
        signIn("stranger");
        assertThat(get("/audit/desk").statusCode()).isEqualTo(403);
        accounts.ensure("audit", "guest", "CLERK");
        signIn("guest");
        assertThat(get("/audit/desk").statusCode()).isEqualTo(403);
    }

    @Test
    void consents_whenWithdrawn_showThatTheErasureIsNotConfirmedYet() throws Exception {
        var person = new Person();
        ConsentEvent given = give(person);
        Caller wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
        assertThat(wallet.post("/v1/consents/" + given.record() + "/withdraw", Person.fresh(),
                Person.body(person.sign(person.withdrawal(given)))).status()).isEqualTo(201);
        signIn("dpo");
        assertThat(get("/audit/desk").body()).contains("recipient not reached yet", "not confirmed yet");
    }

    @Test
    void consents_whenALogForked_carryTheAlarmToo() throws Exception {
        signIn("dpo");
        jdbc.sql("insert into fork (origin, proof, found_at) values ('forked.example', '{}', now())").update();
        assertThat(get("/audit/desk").body()).contains("Alarm: a log showed two histories", "href=\"/audit\"");
        assertThat(get("/audit").body()).contains("forked.example").doesNotContain("Cosigned by enough witnesses");
    }

    private ConsentEvent give() {
        return give(new Person());
    }

    private ConsentEvent give(Person person) {
        Caller registrar = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
        assertThat(registrar.post("/v1/register/import", Person.fresh(), Fixtures.register("http://localhost/notices"))
                .status()).isEqualTo(200);
        Caller wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
        ConsentEvent given = person.answer(EventKind.GIVEN);
        Caller.Answer answer = wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(given)));
        assertThat(answer.status()).isEqualTo(201);
        person.appended(ConsentReceipt.parse(answer.json().path("receipt")));
        return given;
    }

    private void signIn(String username) throws Exception {
        String csrf = get("/login").body().replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        String password = Files.readAllLines(firstLogin)
                .stream()
                .filter(line -> line.contains(" " + username + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
        String form = "username=" + username + "&password=" + password + "&_csrf=" + csrf;
        browser.send(HttpRequest.newBuilder(URI.create(baseUrl + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(), BodyHandlers.discarding());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(baseUrl + path)).header("Accept", "text/html").build(),
                BodyHandlers.ofString());
    }
}
