package org.amana.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.amana.core.consent.ConsentEvent;
import org.amana.ledger.Desk;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.log.PublishedLog;
import org.amana.support.staff.StaffAccounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;

/** What the officer takes away to have the consents folded by another program. */
@LedgerTest
class EvidenceTest {
    private static final String PATH = "/audit/desk/api/evidence.zip";
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
    private GivenConsents consents;
    private Desk officer;

    @BeforeEach
    void signIn() {
        consents = new GivenConsents(settings);
        officer = new Desk(baseUrl).signIn("dpo", firstLogin);
    }

    @Test
    void evidence_ofWhatWasDecided_opensItAndSaysHowItStands() throws IOException {
        ConsentEvent given = consents.giveAndWithdraw();
        Map<String, String> files = unzip(officer.getBytes(PATH));
        assertThat(files).containsOnlyKeys("openings.jsonl", "state.jsonl");
        String state = files.getOrDefault("state.jsonl", "")
                .lines()
                .filter(line -> line.contains(given.record().value()))
                .findFirst()
                .orElseThrow();
        assertThat(state).contains("\"state\":\"WITHDRAWN\"", "\"decided_index\":", "\"withdrawn_index\":")
                .doesNotContain("erased_index");
        String index = state.replaceFirst(".*\"withdrawn_index\":([0-9]+).*", "$1");
        assertThat(files.getOrDefault("openings.jsonl", "").lines())
                .anyMatch(line -> line.contains("\"index\":" + index) && line.contains("\"salt\":"));
    }

    @Test
    void evidence_ofOneRecipient_holdsNothingOfAnother() throws IOException {
        consents.give();
        assertThat(unzip(officer.getBytes(PATH + "?recipient=harbour-bakery")).get("state.jsonl")).isNotEmpty();
        assertThat(unzip(officer.getBytes(PATH + "?recipient=other-firm")).values()).containsOnly("");
        HttpResponse<String> unknown = officer.get(PATH + "?recipient=Amira+Haddad");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("not_registered");
    }

    @Test
    void evidence_whenTaken_isAnEntryMadeBefore() throws IOException {
        consents.give();
        long before = published.treeSize();
        unzip(officer.getBytes(PATH + "?recipient=harbour-bakery"));
        assertThat(published.treeSize()).isEqualTo(before + 1);
        assertThat(new String(published.entry(before), StandardCharsets.UTF_8))
                .contains("\"officer_look\"", "\"page\":\"evidence\"",
                        "\"recipient\":\"harbour-bakery\"")
                .doesNotContain("dpo");
    }

    @ParameterizedTest
    @CsvSource({"labour-office,DPO,403", "audit,CLERK,403", "nobody,NONE,401"})
    void evidence_forAnybodyElse_isNotGivenAndNotLogged(String tenant, String role, int status) {
        consents.give();
        var other = new Desk(baseUrl);
        if (status == 403) {
            accounts.ensure(tenant, "evidence-" + tenant, role);
            other.signIn("evidence-" + tenant, firstLogin);
        }
        long before = published.treeSize();
        assertThat(other.get(PATH).statusCode()).isEqualTo(status);
        assertThat(published.treeSize()).isEqualTo(before);
    }

    private static Map<String, String> unzip(HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        var files = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
