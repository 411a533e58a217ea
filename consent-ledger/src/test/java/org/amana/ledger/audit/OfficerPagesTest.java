package org.amana.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.merkle.EntryBundle;
import org.amana.core.merkle.TileId;
import org.amana.ledger.Caller;
import org.amana.ledger.Desk;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.support.staff.StaffAccounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@LedgerTest
class OfficerPagesTest {
    private static final String TODAY_AND_BEFORE = "from=2026-01-01T00:00&to=2030-01-01T00:00";
    @Value("${amana.base-url}")
    private String baseUrl;
    @Value("${amana.first-login}")
    private Path firstLogin;
    @Autowired
    private Environment settings;
    @Autowired
    private StaffAccounts accounts;
    @Autowired
    private PublishedLog published;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private LookUpNames names;
    private GivenConsents consents;
    private Desk officer;

    @BeforeEach
    void signIn() {
        consents = new GivenConsents(settings);
        officer = new Desk(baseUrl).signIn("dpo", firstLogin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/audit/desk", "/audit/desk/breach?" + TODAY_AND_BEFORE, "/audit/desk/clocks",
            "/audit/desk/records", "/audit/desk/api/records", "/audit/desk/api/records.csv",
            "/audit/desk/api/breach.csv?" + TODAY_AND_BEFORE})
    void page_whenNotSignedInOrOfAnotherTenantOrRole_isNotShown(String path) {
        ConsentEvent given = consents.give();
        HttpResponse<String> nobody = new Desk(baseUrl).get(path);
        assertThat(nobody.body()).doesNotContain(given.record().value(), "Keep your diploma");
        assertThat(path.contains("/api/") ? "" + nobody.statusCode() : nobody.body()).containsAnyOf("401", "Sign in");
        accounts.ensure("labour-office", "stranger", "DPO");
        assertThat(new Desk(baseUrl).signIn("stranger", firstLogin).get(path).statusCode()).isEqualTo(403);
        accounts.ensure("audit", "guest", "CLERK");
        long before = published.treeSize();
        assertThat(new Desk(baseUrl).signIn("guest", firstLogin).get(path).statusCode()).isEqualTo(403);
        assertThat(published.treeSize()).isEqualTo(before);
    }

    @Test
    void pages_whenALogForked_carryTheAlarm() {
        jdbc.sql("insert into fork (origin, proof, found_at) values ('forked.example', '{}', now())").update();
        for (String page : List.of("", "/breach", "/clocks", "/records")) {
            assertThat(officer.get("/audit/desk" + page).body()).contains("Alarm: a log showed two histories",
                    "href=\"/audit\"");
        }
        assertThat(officer.get("/audit").body()).contains("forked.example")
                .doesNotContain("Cosigned by enough witnesses");
    }

    @Nested
    class Consents {
        @Test
        void search_showsPurposeAndTimeInWordsAndNoPerson() {
            ConsentEvent given = consents.give();
            String page = officer.get("/audit/desk?purpose=keep-diploma-on-file").body();
            assertThat(page).contains(given.record().value(), "Harbour Bakery", "Keep your diploma",
                    "Recognised qualification: Family name");
            assertThat(page).doesNotContain(given.relation().thumbprint(), given.actor().getX().toString());
            assertThat(headings(page)).isNotEmpty().noneMatch(heading -> heading.contains("keep-diploma-on-file"));
            assertThat(officer.get("/audit/desk?purpose=check-right-to-work").body())
                    .contains("No consent was decided");
            assertThat(officer.get("/audit/desk?from=2020-01-01&to=2020-01-02").body())
                    .contains("No consent was decided");
        }

        @Test
        void search_whenMoreThanAPage_leadsToTheOlder() {
            for (int i = 0; i <= ConsentPage.LENGTH; i++) {
                consents.give();
            }
            String page = officer.get("/audit/desk").body();
            assertThat(page.split("<li class=\"card\"", -1)).hasSize(ConsentPage.LENGTH + 1);
            String older = page.replaceFirst("(?s).*href=\"(/audit/desk\\?[^\"]*before=[0-9]+)\".*", "$1");
            assertThat(officer.get(older.replace("&amp;", "&")).body()).contains("<li class=\"card\"")
                    .doesNotContain(page.replaceFirst("(?s).*<dd class=\"plain mono\">([^<]+)</dd>.*", "$1"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"from=2026-02-01&to=2026-01-01", "from=2010-01-01&to=2026-01-01",
                "from=0001-01-01&to=2026-01-01", "from=%2B999999999-01-01&to=%2B999999999-12-31", "to=9999-12-31",
                "purpose=Maria+Silva", "purpose=harbour-bakery"})
        void search_whenItCannotBeAnswered_isShownAgainWithTheReasonAndNotRecorded(String query) {
            consents.give();
            long before = published.treeSize();
            HttpResponse<String> page = officer.get("/audit/desk?" + query);
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body()).contains("This question has no answer").doesNotContain("<li class=\"card\"");
            assertThat(published.treeSize()).isEqualTo(before);
        }

        @ParameterizedTest
        @ValueSource(strings = {"from=soon", "before=next", "purpose=%00"})
        void search_whenAParameterIsNone_isRefused(String query) {
            assertThat(officer.get("/audit/desk?" + query).statusCode()).isEqualTo(400);
        }
    }

    @Nested
    class Recorded {
        @Test
        void look_isAPublicEntryThatNamesNobody() {
            consents.give();
            for (String path : List.of("/audit/desk?purpose=keep-diploma-on-file", "/audit/desk/clocks",
                    "/audit/desk/breach?recipient=harbour-bakery&" + TODAY_AND_BEFORE,
                    "/audit/desk/api/breach.csv?" + TODAY_AND_BEFORE)) {
                long before = published.treeSize();
                assertThat(officer.get(path).statusCode()).isEqualTo(200);
                assertThat(published.treeSize()).as(path).isEqualTo(before + 1);
                assertThat(newest()).contains("\"type\":\"officer_look\"", "\"staff\":\"staff-").doesNotContain("dpo");
            }
            assertThat(officer.get("/audit").body()).contains("looked at readable consents: breach question");
        }

        @Test
        void look_byTheSameAccount_hasTheSameId() {
            officer.get("/audit/desk/clocks");
            String first = newest().replaceFirst(".*(staff-[A-Za-z0-9_-]{16}).*", "$1");
            new Desk(baseUrl).signIn("dpo", firstLogin).get("/audit/desk/clocks");
            assertThat(newest()).contains(first);
            accounts.ensure("audit", "dpo-deputy", "DPO");
            new Desk(baseUrl).signIn("dpo-deputy", firstLogin).get("/audit/desk/clocks");
            assertThat(newest()).contains("officer_look").doesNotContain(first);
        }

        private String newest() {
            TileId bundle = TileId.of(TileId.ENTRIES, (published.treeSize() - 1) / 256, published.treeSize());
            byte[] bytes = Caller.anonymous("GET", baseUrl + "/tlog/" + bundle.path(), "").bytes();
            return new String(EntryBundle.parse(bytes, bundle.width()).getLast(), StandardCharsets.UTF_8);
        }
    }

    @Nested
    class Breach {
        @Test
        void answer_countsAndListsRelationsDataAndRecipients() {
            ConsentEvent given = consents.give();
            String page = officer.get("/audit/desk/breach?recipient=harbour-bakery&" + TODAY_AND_BEFORE).body();
            assertThat(page).contains(given.relation().thumbprint(), "Harbour Bakery",
                    "Recognised qualification: Given name", "persons are concerned");
            assertThat(page).doesNotContain(given.actor().getX().toString(), given.requestHash().value());
            assertThat(officer.get("/audit/desk/breach?recipient=other-firm&" + TODAY_AND_BEFORE).body())
                    .contains("No person is known to be concerned");
        }

        @Test
        void answer_whenTheConsentCameAfterOrWasErasedBefore_leavesItOut() {
            ConsentEvent given = consents.giveAndWithdraw();
            String relation = given.relation().thumbprint();
            String now = Instant.now().plusSeconds(60).toString().substring(0, 16);
            assertThat(officer.get("/audit/desk/breach?from=2020-01-01T00:00&to=2026-01-01T00:00").body())
                    .doesNotContain(relation);
            assertThat(officer.get("/audit/desk/breach?from=" + now + "&to=2030-01-01T00:00").body())
                    .contains(relation); // withdrawn, but nobody confirmed the erasure
            jdbc.sql("update consent_state set erased_at = now(), erased_index = decided_index where record = ?")
                    .param(names.of(given.record()))
                    .update();
            assertThat(officer.get("/audit/desk/breach?from=" + now + "&to=2030-01-01T00:00").body())
                    .doesNotContain(relation);
        }

        @Test
        void answer_whenRenewedAfterwards_stillHasTheConsent() {
            ConsentEvent given = consents.give();
            jdbc.sql("update consent_state set decided_at = '2031-01-01T00:00:00Z' where record = ?")
                    .param(names.of(given.record()))
                    .update(); // as a renewal moves it
            assertThat(officer.get("/audit/desk/breach?" + TODAY_AND_BEFORE).body())
                    .contains(given.relation().thumbprint());
        }

        @Test
        void file_holdsEveryRecordAndRunsNoFormula() {
            ConsentEvent given = consents.give();
            HttpResponse<String> file = officer.get("/audit/desk/api/breach.csv?" + TODAY_AND_BEFORE);
            assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
            assertThat(file.headers().firstValue("Content-Disposition"))
                    .hasValue("attachment; filename=\"breach.csv\"");
            assertThat(file.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(file.body()).startsWith("\uFEFF\"relation\",\"record\"")
                    .contains("\"" + given.relation().thumbprint().replaceFirst("^-", "'-") + "\",\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"from=2026-02-01T00:00&to=2026-01-01T00:00",
                "from=2026-02-01T00:00&to=2026-02-01T00:00",
                "from=2010-01-01T00:00&to=2026-01-01T00:00",
                "from=%2B999999999-01-01T00:00&to=%2B999999999-02-01T00:00",
                "from=2026-01-01T00:00&to=2026-02-01T00:00&recipient=Maria+Silva"})
        void answer_whenTheQuestionIsNone_isRefusedAsPageAndAsFile(String query) {
            long before = published.treeSize();
            HttpResponse<String> page = officer.get("/audit/desk/breach?" + query);
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body()).contains("This question has no answer");
            assertThat(officer.get("/audit/desk/api/breach.csv?" + query).statusCode()).isEqualTo(400);
            assertThat(published.treeSize()).isEqualTo(before);
        }

        @Test
        void file_withoutATime_isRefused() {
            assertThat(officer.get("/audit/desk/api/breach.csv").statusCode()).isEqualTo(400);
            assertThat(officer.get("/audit/desk/api/breach.csv?from=soon&to=later").statusCode()).isEqualTo(400);
        }
    }

    @Nested
    class Records {
        @Test
        void records_comeFromRegisterAndLog() {
            consents.give();
            String page = officer.get("/audit/desk/records").body();
            assertThat(page).contains("Keep your diploma", "Consent", "Art. 6(1)(a) GDPR", "6 months",
                    "People who hold: Recognised qualification", "Legal obligation", "Shown, not kept", "none yet");
            assertThat(page).doesNotContain("eu-gdpr:");
            String csv = officer.get("/audit/desk/api/records.csv").body();
            assertThat(csv).contains("\"keep-diploma-on-file\",", "\"Art. 6(1)(a) GDPR\"", "\"P6M\"");
        }

        @Test
        void records_forPrograms_takeThePasswordInTheHeader() throws Exception {
            consents.give();
            String password = java.nio.file.Files.readAllLines(firstLogin)
                    .stream()
                    .filter(line -> line.contains(" dpo "))
                    .findFirst()
                    .orElseThrow()
                    .replaceFirst(".* ", "");
            String basic = Base64.getEncoder().encodeToString(("dpo:" + password).getBytes(StandardCharsets.UTF_8));
            var answer = java.net.http.HttpClient.newHttpClient()
                    .send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(baseUrl + "/audit/desk/api/records"))
                            .header("Authorization", "Basic " + basic)
                            .build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"intended_use\":\"keep-diploma-on-file\"", "\"last_entry\":{");
        }
    }

    @Nested
    class Clocks {
        @Test
        void clock_whenTheMonthIsOver_saysSoInWordsAndComesFirst() {
            ConsentEvent old = consents.giveAndWithdraw();
            ConsentEvent fresh = consents.giveAndWithdraw();
            withdrawnAt(old, LocalDate.now(ZoneOffset.UTC).minusMonths(1).minusDays(3));
            String page = officer.get("/audit/desk/clocks").body();
            assertThat(page).containsPattern("Overdue by [0-9]+ days").containsPattern("Open: [0-9]+ days left");
            assertThat(page).contains("recipient").contains("not reached yet");
            jdbc.sql("update consent_state set erased_at = now(), erased_index = decided_index where record in (?, ?)")
                    .params(names.of(old.record()), names.of(fresh.record()))
                    .update();
            assertThat(officer.get("/audit/desk/clocks?confirmed=true").body()).contains("Erased too late",
                    "Erased in time", old.record().value(), fresh.record().value());
            assertThat(officer.get("/audit/desk/clocks").body()).doesNotContain(old.record().value(),
                    fresh.record().value());
        }

        @Test
        void clocks_whenThePageIsNone_areEmptyOrRefused() {
            assertThat(officer.get("/audit/desk/clocks?page=-5").statusCode()).isEqualTo(200);
            assertThat(officer.get("/audit/desk/clocks?page=2147483647").body()).contains("No erasure is open.");
            assertThat(officer.get("/audit/desk/clocks?page=99999999999").statusCode()).isEqualTo(400);
        }

        private void withdrawnAt(ConsentEvent event, LocalDate day) {
            jdbc.sql("update consent_state set withdrawn_at = ? where record = ?")
                    .params(day.atStartOfDay().atOffset(ZoneOffset.UTC), names.of(event.record()))
                    .update();
        }
    }

    private static List<String> headings(String page) {
        return java.util.regex.Pattern.compile("(?s)<h[1-4].*?</h[1-4]>")
                .matcher(page)
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
    }
}
