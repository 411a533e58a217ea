package org.amana.ledger.permit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.json.StrictJson;
import org.amana.ledger.Desk;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Offices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** The data protection officer counts what offices sent each other. */
@LedgerTest
class CountedExchangesTest {
    private static final String BREACH = "/audit/desk/breach?recipient=RECIPIENT&from=FROM-01-01T00:00&to=2030-01-01T00:00";
    private final Exchange exchange;
    private final Desk officer;

    CountedExchangesTest(@Autowired Environment settings) {
        this.exchange = new Exchange(settings);
        this.officer = new Desk(exchange.baseUrl).signIn("dpo",
                Path.of(settings.getRequiredProperty("amana.first-login")));
    }

    @BeforeEach
    void register() {
        exchange.register(exchange.register());
    }

    @Test
    void breach_countsDeliveriesWithTheDataThatWasPermittedAndNoFailure() {
        ConsentEvent given = exchange.give();
        String before = breach("harbour-bakery", "2026");
        long permit = exchange.ask(Offices.order(given).asking(List.of(List.of("qualification"))))
                .json()
                .path("index")
                .asLong();
        exchange.delivered(given, permit);
        exchange.failed(given, exchange.permitted(given));
        String after = breach("harbour-bakery", "2026");
        assertThat(confirmed(after)).isEqualTo(confirmed(before) + 1);
        assertThat(of(after, "sent", "Recognised qualification: Given name"))
                .isEqualTo(of(before, "sent", "Recognised qualification: Given name"));
        String data = "Recognised qualification: Qualification and decision";
        assertThat(of(after, "sent", data)).as(after).isEqualTo(of(before, "sent", data) + 1);
        assertThat(of(after, "received", "Harbour Bakery")).isEqualTo(of(before, "received", "Harbour Bakery") + 1);
        assertThat(breach("other-firm", "2026")).contains("No recipient confirmed that it received anything");
        assertThat(breach("harbour-bakery", "2029")).contains("No recipient confirmed that it received anything");
    }

    @Test
    void records_countPermitsDenialsAndDeliveries() {
        ConsentEvent given = exchange.give();
        JsonNode before = record();
        exchange.delivered(given, exchange.permitted(given));
        exchange.permitted(given);
        exchange.ask(Offices.order(given).to("other-firm"));
        JsonNode after = record();
        assertThat(after.path("permits").asLong()).isEqualTo(before.path("permits").asLong() + 2);
        assertThat(after.path("denials").asLong()).isEqualTo(before.path("denials").asLong() + 1);
        assertThat(after.path("deliveries").asLong()).isEqualTo(before.path("deliveries").asLong() + 1);
        assertThat(officer.get("/audit/desk/records").body()).contains("Sent by other offices", "denial");
        assertThat(officer.get("/audit/desk/api/records.csv").body())
                .contains("\"permits\",\"denials\",\"deliveries\"");
    }

    private JsonNode record() {
        return StrictJson.parseObject(officer.getBytes("/audit/desk/api/records").body(), 1_000_000)
                .path("records")
                .valueStream()
                .filter(one -> one.path("intended_use").asString().equals("keep-diploma-on-file"))
                .findFirst()
                .orElseThrow();
    }

    private String breach(String recipient, String year) {
        return officer.get(BREACH.replace("RECIPIENT", recipient).replace("FROM", year)).body();
    }

    private static long confirmed(String page) {
        return number(page, "([0-9]+) deliver(?:y was|ies were) confirmed");
    }

    /** Deliveries beside a name in one of the lists. */
    private static long of(String page, String list, String name) {
        return number(page, "(?s)id=\"" + list + "\">(?:(?!</dl>).)*" + Pattern.quote(name)
                + "</bdi></dt><dd>([0-9]+) deliver");
    }

    private static long number(String page, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(page);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
}
