package org.amana.wallet.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.SignedEvent;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.json.StrictJson;
import org.amana.support.trust.TrustListSource;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeLedger.Mood;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Consents that the ledger of another node keeps, in a wallet that they were brought to: taken back, and forgotten. */
@WalletTest
class FarConsentsTest {
    private static final String WORDS = "two old olive trees";
    private final String baseUrl;
    private final TrustListSource trust;
    private JsonNode file = StrictJson.object();
    private TestHolder holder;

    FarConsentsTest(@Value("${amana.base-url}") String baseUrl, @Autowired TrustListSource trust) {
        this.baseUrl = baseUrl;
        this.trust = trust;
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    /** The person agrees, writes everything into a file, and begins a new wallet. */
    @BeforeEach
    void agreeAndMove() {
        World.calm();
        trust(true);
        holder.receive(World.FAR_ISSUER.offer("qualification"));
        ExchangeTerms terms = FakeVerifier.diploma();
        Answer shared = holder.approve(holder.open(World.VERIFIER.exchange(FakeVerifier.FETCH,
                new ExchangeTerms("q1", World.FAR_ISSUER.id(), terms.categories(), terms.until(), terms.every()))
                .link()).text("request_id"));
        assertThat(shared.status()).as(shared.body()).isEqualTo(200);
        assertThat(World.FAR_LEDGER.events().getLast().kind()).isEqualTo(EventKind.GIVEN);
        file = holder.api().post("entries/export", StrictJson.object().put("words", WORDS)).json();
        assertThat(holder.api().delete("wallet").status()).isEqualTo(204);
        holder = TestHolder.withServerKeyring(baseUrl);
    }

    @AfterEach
    void calm() {
        World.calm();
    }

    /** The operator lists that ledger or not, and the wallet has heard of it. */
    private void trust(boolean listed) {
        World.trustFarLedger(listed);
        await().until(() -> trust.current().keeperOf(World.FAR_ISSUER.id()).isPresent(), found -> found == listed);
    }

    private Answer bring() {
        ObjectNode body = StrictJson.object().put("words", WORDS);
        body.set("file", file);
        Answer taken = holder.api().post("entries/import", body);
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        return taken;
    }

    private JsonNode consents() {
        return holder.api().get("consents").json();
    }

    private String record() {
        return consents().get(0).path("record").stringValue();
    }

    private Answer withdraw(String record) {
        return holder.api().post("consents/" + record + "/withdraw", "{}");
    }

    private Answer forget(String record) {
        return holder.api().post("consents/" + record + "/forget", "{}");
    }

    private String erased() {
        String record = record();
        assertThat(withdraw(record).text("state")).isEqualTo("withdrawn");
        World.FAR_LEDGER.erase((SignedConsentEvent) World.FAR_LEDGER.events().getLast(), World.VERIFIER.key(),
                FakeVerifier.PARTY);
        assertThat(consents().get(0).path("can_forget").booleanValue()).isTrue();
        return record;
    }

    private static List<EventKind> kinds(List<SignedEvent> events, String record) {
        return events.stream()
                .filter(event -> event.record().value().equals(record))
                .map(SignedEvent::kind)
                .toList();
    }

    @Test
    void withdraw_inTheNewWallet_reachesTheLedgerThatKeepsIt_andNoOther() {
        assertThat(bring().text("keys")).isEqualTo("usable");
        String record = record();
        assertThat(withdraw(record).text("state")).isEqualTo("withdrawn");
        assertThat(kinds(World.FAR_LEDGER.events(), record)).containsExactly(EventKind.GIVEN, EventKind.WITHDRAWN);
        assertThat(kinds(World.LEDGER.events(), record)).isEmpty();
        assertThat(World.FAR_LEDGER.calls("POST", "/v1/consents").getLast().headers().get("authorization"))
                .startsWith("Bearer ");
    }

    @Test
    void forget_inTheNewWallet_isProvedByTheLedgerThatKeptIt() {
        bring();
        assertThat(forget(erased()).status()).isEqualTo(204);
        assertThat(consents()).isEmpty();
        assertThat(World.FAR_LEDGER.calls("POST", "/v1/subject/erasure")).hasSize(1);
        assertThat(World.LEDGER.calls("POST", "/v1/subject/erasure")).isEmpty();
        JsonNode entries = holder.api().get("entries").json().path("entries");
        JsonNode proof = entries.valueStream()
                .filter(entry -> entry.path("kind").stringValue().equals("forgotten"))
                .findFirst()
                .orElseThrow();
        Answer receipt = holder.api().get("receipts/" + proof.path("receipt").stringValue());
        assertThat(receipt.json().path("proof").path("holds").booleanValue()).isTrue();
        assertThat(receipt.json().path("proof").path("log").stringValue()).isEqualTo("far-ledger.test/log");
    }

    @Test
    void forget_whileItStandsOrTheErasureIsOpen_isRefused() {
        bring();
        String record = record();
        assertThat(forget(record).text("reason")).isEqualTo("wrong_step");
        withdraw(record);
        assertThat(forget(record).text("reason")).isEqualTo("wrong_step");
        assertThat(World.FAR_LEDGER.calls("POST", "/v1/subject/erasure")).isEmpty();
    }

    @Test
    void forget_whenThatLedgerIsAwayOrProvesNothing_losesNothing() {
        bring();
        String record = erased();
        World.FAR_LEDGER.be(Mood.DOWN);
        assertThat(forget(record).text("reason")).isEqualTo("ledger_down");
        World.FAR_LEDGER.be(Mood.HOLDS);
        assertThat(forget(record).text("reason")).isEqualTo("kept_by_law");
        trust(false);
        assertThat(forget(record).text("reason")).isEqualTo("ledger_not_trusted");
        trust(true);
        World.FAR_LEDGER.be(Mood.LIES);
        assertThat(forget(record).text("reason")).isEqualTo("ledger_unproven");
        assertThat(consents()).hasSize(1);
        World.FAR_LEDGER.be(Mood.HONEST);
        assertThat(forget(record).status()).isEqualTo(204);
    }

    @Test
    void import_ofTheOldFileAfterForgetting_bringsNothingBack() {
        bring();
        forget(erased());
        assertThat(bring().json().path("taken").intValue()).isZero();
        assertThat(consents()).as("what nobody can take back any more is not shown as standing").isEmpty();
        int before = World.FAR_LEDGER.size();
        holder.api().get("entries");
        assertThat(World.FAR_LEDGER.size()).isEqualTo(before);
    }

    @Test
    void withdraw_whileTheLedgerIsNotTrusted_isRefusedAndPossibleLater() {
        bring();
        String record = record();
        trust(false);
        assertThat(withdraw(record).text("reason")).isEqualTo("ledger_not_trusted");
        assertThat(consents().get(0).path("state").stringValue()).isEqualTo("given");
        trust(true);
        assertThat(withdraw(record).text("state")).isEqualTo("withdrawn");
        assertThat(kinds(World.FAR_LEDGER.events(), record)).containsExactly(EventKind.GIVEN, EventKind.WITHDRAWN);
    }

    @Test
    void import_whileTheLedgerIsNotTrusted_keepsTheKeyUntilItIs() {
        trust(false);
        assertThat(bring().text("keys")).isEqualTo("kept");
        assertThat(consents()).isEmpty();
        assertThat(holder.api().get("entries").json().path("entries")).isNotEmpty();
        trust(true);
        assertThat(consents()).as("no second import is needed").hasSize(1);
        assertThat(forget(erased()).status()).isEqualTo(204);
        assertThat(consents()).as("and the drawer has no copy of it").isEmpty();
    }

    @Test
    void import_ofTwoFilesAboutOneParty_keepsBothKeys() {
        trust(false);
        bring();
        JsonNode first = file;
        trust(true);
        TestHolder kept = holder;
        holder = TestHolder.withServerKeyring(baseUrl);
        agreeAndMove();
        trust(false);
        holder = kept;
        assertThat(file).isNotEqualTo(first);
        assertThat(bring().text("keys")).isEqualTo("kept");
        JsonNode both = holder.api().post("entries/export", StrictJson.object().put("words", WORDS)).json();
        trust(true);
        TestHolder last = TestHolder.withServerKeyring(baseUrl);
        ObjectNode body = StrictJson.object().put("words", WORDS);
        body.set("file", both);
        assertThat(last.api().post("entries/import", body).text("keys")).as("one key for one party here")
                .isEqualTo("kept");
        assertThat(last.api().get("consents").json()).hasSize(1);
    }
}
