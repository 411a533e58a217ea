package org.amana.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.core.consent.ConsentEvent;
import org.amana.ledger.Desk;
import org.amana.ledger.LedgerTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page that everyone sees. */
@LedgerTest
class AuditPagesTest {
    private final String baseUrl;
    private final GivenConsents consents;
    private final JdbcClient jdbc;

    AuditPagesTest(@Value("${amana.base-url}") String baseUrl, @Autowired Environment settings,
            @Autowired JdbcClient jdbc) {
        this.baseUrl = baseUrl;
        this.jdbc = jdbc;
        this.consents = new GivenConsents(settings);
    }

    @Test
    void log_showsEveryoneThatEntriesAreThereAndNotWhatTheySay() {
        ConsentEvent given = consents.give();
        var desk = new Desk(baseUrl);
        String page = desk.get("/audit").body();
        assertThat(page).contains("closed: about a person", "amana-ledger.jar fsck " + baseUrl + "/tlog --key log.vkey",
                "\u2014 localhost");
        assertThat(page).doesNotContain(given.record().value(), given.relation().thumbprint(),
                given.requestHash().value());
        assertThat(desk.get("/audit?before=0").body()).contains("There is no entry yet.");
    }

    @Test
    void log_saysInWordsWhatWasRegistered() {
        consents.register("http://localhost/notices");
        long after = jdbc.sql("select max(index) + 1 from register_version where version = 1 and id in"
                + " ('harbour-bakery', 'keep-diploma-on-file')").query(Long.class).single();
        assertThat(new Desk(baseUrl).get("/audit?before=" + after).body()).contains(
                "Registered purpose: Keep your diploma", "Register: Harbour Bakery, version 1");
    }
}
