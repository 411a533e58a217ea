package org.amana.system.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.note.VerifierKey;
import org.amana.system.browser.Chromium;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.ConnectedNodes;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A juvenile court asks an asylum authority on another node, about somebody whose wallet is on a third: what the person
 * decides is kept by the authority's ledger, and every side believes that ledger because its own operator does.
 */
@Tag("long")
class TwoNodesJourneyIT {
    private static final String CASE = "A-0001";
    private static final String SURNAME = "Okafor";
    private static final String WORDS = "three small boats";

    @Test
    void courtAndAuthority_onNodesOfTheirOwn_exchangeByTheConsentThatTheAuthoritysLedgerKeeps(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("taken-along.json");
        List<Path> keys;
        try (Chromium chromium = new Chromium(); ConnectedNodes nodes = ConnectedNodes.start(folder)) {
            Screen phone = chromium.phone("two-nodes", 320);
            Holder ada = new Holder(phone, nodes.people().wallet(), "en");
            ada.makeWallet();
            receiveCard(nodes, ada);
            DeskApi court = new DeskApi(nodes.court().verifier(), nodes.court().staff(ConnectedNodes.COURT));
            isDeliveredAndTakenBack(nodes, court, ada);
            witnessesOfEachOther(nodes);
            isDeniedWhenTakenBackBefore(nodes, court, ada);
            phone.open(nodes.people().wallet(), "/en/entries/take").fill("#words", WORDS).fill("#again", WORDS);
            phone.page().waitForDownload(() -> phone.click("#take button")).saveAs(file);
            isRefusedWithoutATrustedLedger(nodes, court, ada);
            keys = List.of(nodes.authority().ledgerKey(), nodes.people().ledgerKey());
        }
        assertThat(LedgerCli.run("export", file.toString(), "--key", keys.get(0).toString(), "--key",
                keys.get(1).toString())).as("with every node stopped").contains("This file holds");
    }

    private static void isDeliveredAndTakenBack(ConnectedNodes nodes, DeskApi court, Holder ada) {
        String id = asks(nodes, court, ada, "two-nodes-request");
        JsonNode delivered = await(court, id, "WAITING");
        JsonNode data = court.get("received/" + delivered.at("/deliveries/0/received_id").asString()).at("/data/0");
        assertThat(data.path("claims").propertyNames()).as("what was consented to, nothing else")
                .isSubsetOf("work_permission", "given_name", "family_name");
        assertThat(data.at("/claims/family_name").asString()).isEqualTo(SURNAME);
        Screen phone = ada.phone();
        Await.until("the person sees the delivery, from the authority's ledger",
                () -> phone.open(nodes.people().wallet(), "/en/entries").words().contains("They got your data"));
        phone.look("two-nodes-entries");
        assertThat(phone.words()).contains("You showed a card", "They were allowed to get your data")
                .doesNotContain(SURNAME);
        seesEveryProofHold(phone);

        ada.withdrawsConsent();
        assertThat(await(court, id, "WITHDRAWN").at("/deliveries/0/state").asString()).isEqualTo("ERASED");
        ada.seesErasureConfirmed("Confirmed on");
    }

    /** The authority's ledger permits nothing that no witness saw, and nothing after the withdrawal. */
    private static void isDeniedWhenTakenBackBefore(ConnectedNodes nodes, DeskApi court, Holder ada)
            throws IOException {
        nodes.tellCourtsNoticesTo(false);
        nodes.witnessDoor().shut();
        String id = asks(nodes, court, ada, "two-nodes-again");
        Await.until("the court was put off, since no witness saw the consent",
                () -> court.get("exchanges/" + id).path("reason").asString("").equals("ledger_unavailable"));
        assertThat(court.get("exchanges/" + id).path("deliveries").size()).isZero();
        assertThat(court.get("exchanges/" + id).path("state").asString()).isIn("READY", "FETCHING");
        ada.withdrawsConsent();
        nodes.witnessDoor().open();
        assertThat(await(court, id, "DENIED").path("reason").asString()).isEqualTo("withdrawn");
        assertThat(ada.phone().open(nodes.people().wallet(), "/en/entries").look("two-nodes-denied").words())
                .contains("They asked for your data and got nothing", "You had taken it back.");
    }

    private static void isRefusedWithoutATrustedLedger(ConnectedNodes nodes, DeskApi court, Holder ada)
            throws IOException {
        String link = court.post("exchanges", order(nodes)).path("request").asString();
        nodes.forgetLedger();
        Screen phone = ada.phone();
        Await.until("neither node trusts the ledger any more", () -> {
            phone.page().navigate(inWallet(nodes.people(), "request", link));
            return phone.words().contains("does not say where your consent would be kept");
        });
        phone.look("two-nodes-untrusted");
        Await.until("the court may not even ask", () -> isRefused(court, order(nodes)));
        assertThatThrownBy(() -> court.post("exchanges", order(nodes))).hasMessageContaining("ledger_not_trusted");
    }

    private static boolean isRefused(DeskApi court, String order) {
        try {
            court.post("exchanges", order);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    /** Each ledger's newest witnessed checkpoint is cosigned by both keys of the other. */
    private static void witnessesOfEachOther(ConnectedNodes nodes) throws IOException {
        isCosigned(nodes.authority(), nodes.court());
        isCosigned(nodes.court(), nodes.authority());
    }

    private static void isCosigned(OneNode log, OneNode witness) throws IOException {
        String note = get(URI.create(log.ledger() + "/tlog/checkpoint/witnessed"));
        UnverifiedNote unverified = UnverifiedNote.parse(note);
        assertThat(LogIdentity.parse(Files.readString(log.ledgerKey())).open(unverified).treeSize()).isPositive();
        List<VerifierKey> cosigners = Files
                .readAllLines(witness.data().resolve("consent-ledger/keys/witness.vkey"))
                .stream()
                .map(VerifierKey::parse)
                .toList();
        assertThat(unverified.verify(cosigners).signers()).containsExactlyInAnyOrderElementsOf(cosigners);
    }

    private static String asks(ConnectedNodes nodes, DeskApi court, Holder ada, String look) {
        JsonNode order = court.post("exchanges", order(nodes));
        ada.isAsked(inWallet(nodes.people(), "request", order.path("request").asString()));
        ada.phone().look(look);
        assertThat(ada.phone().words()).contains("Juvenile Court", "Asylum Authority");
        ada.sharesAll();
        return order.path("exchange_id").asString();
    }

    private static void receiveCard(ConnectedNodes nodes, Holder ada) {
        DeskApi office = new DeskApi(nodes.authority().issuer(), nodes.authority().staff(ConnectedNodes.AUTHORITY));
        office.post("imports?dry_run=false", "text/csv; charset=utf-8",
                "register_number,given_name,family_name,birth_date,document_number,may_work,work_from,"
                        + "extended_until_decision\n" + CASE + ",Ada," + SURNAME + ",2004-03-04,AA-10001-Z,yes,"
                        + LocalDate.now(java.time.ZoneOffset.UTC).minusDays(30) + ",no\n");
        Await.until("the person is in the authority's register", () -> !office.person(CASE).isEmpty());
        JsonNode offer = office.post("people/" + office.person(CASE) + "/offers",
                "{\"credential_configuration_id\":\"right-to-work\",\"delivery\":\"screen\"}");
        ada.receive(inWallet(nodes.people(), "offer", offer.path("credential_offer").asString()),
                offer.path("tx_code").asString());
    }

    private static void seesEveryProofHold(Screen phone) {
        int entries = phone.page().locator(".entry").count();
        phone.click("#check-all");
        Await.until("the browser checked every proof", () -> !phone.text("#progress").isEmpty());
        assertThat(phone.text("#progress")).as(phone.words()).isEqualTo(entries + " × The proof holds.");
    }

    private static String order(ConnectedNodes nodes) {
        return """
                {"intended_use":"%s","source":"%s","until":"%s","every":"P1M"}""".formatted(ConnectedNodes.USE,
                nodes.sourceId(), Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
    }

    private static JsonNode await(DeskApi court, String id, String state) {
        try {
            Await.until("the order is " + state,
                    () -> court.get("exchanges/" + id).path("state").asString().equals(state));
        } catch (AssertionError e) {
            throw new AssertionError(court.get("exchanges/" + id).toString(), e);
        }
        return court.get("exchanges/" + id);
    }

    private static String inWallet(OneNode node, String page, String link) {
        return node.wallet() + "/en/" + page + "?uri=" + URLEncoder.encode(link, StandardCharsets.UTF_8);
    }

    private static String get(URI uri) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(uri).GET().build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
