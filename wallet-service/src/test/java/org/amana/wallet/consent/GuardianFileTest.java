package org.amana.wallet.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.LedgerExport;
import org.amana.core.consent.Representation;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.json.StrictJson;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeLedger.Mood;
import org.amana.wallet.world.FakeServer.Call;
import org.amana.wallet.world.FakeVerifier.Request;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a guardian, and somebody who came of age, take along: it holds without the node, and serves them elsewhere. */
@WalletTest
class GuardianFileTest {
    private static final String WORDS = "two old olive trees";
    private final String baseUrl;
    private final TestHolder child;
    private final TestHolder guardian;

    GuardianFileTest(@Value("${amana.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
        this.child = TestHolder.withServerKeyring(baseUrl);
        this.guardian = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void calm() {
        World.calm();
    }

    private static ConsentEvent last() {
        return ((SignedConsentEvent) World.LEDGER.events().getLast()).event();
    }

    private static ConsentEvent agree(TestHolder holder, Request request) {
        assertThat(holder.approve(holder.open(request.link()).text("request_id")).status()).isEqualTo(200);
        return last();
    }

    /** The guardian of that child says yes; the mandate of an earlier one is put away first. */
    private Request agreeFor(String name) {
        Request answered = World.VERIFIER.fetchDiplomaOfAYoungPerson();
        TestHolder young = TestHolder.withServerKeyring(baseUrl);
        young.receive(World.ISSUER.offer("qualification"));
        agree(young, answered);
        guardian.api()
                .get("credentials")
                .json()
                .forEach(card -> guardian.api().delete("credentials/" + card.path("id").stringValue()));
        World.COURT.changeClaims(claims -> claims.put("child", name));
        assertThat(guardian.receive(World.COURT.offer("guardian-mandate")).status()).isEqualTo(200);
        agree(guardian, World.VERIFIER.askGuardian(answered));
        return answered;
    }

    private static Answer export(TestHolder who) {
        return who.api().post("entries/export", StrictJson.object().put("words", WORDS));
    }

    private static Answer bring(TestHolder who, JsonNode file) {
        ObjectNode body = StrictJson.object().put("words", WORDS);
        body.set("file", file);
        return who.api().post("entries/import", body);
    }

    private static JsonNode consents(TestHolder who) {
        return who.api().get("consents").json();
    }

    private static List<String> wards(TestHolder who) {
        return consents(who).valueStream().map(one -> one.path("ward").path("who").asString("")).toList();
    }

    private TestHolder elsewhere(Answer file) {
        TestHolder other = TestHolder.withServerKeyring(baseUrl);
        Answer taken = bring(other, file.json());
        assertThat(taken.text("keys")).as(taken.body()).isEqualTo("usable");
        return other;
    }

    /** With the ledger switched off: nothing but the file and the log's keys. */
    private static LedgerExport holds(Answer file) {
        World.LEDGER.be(Mood.DOWN);
        LedgerExport export = LedgerExport.parse(file.body().getBytes(StandardCharsets.UTF_8));
        assertThat(export.verify(_ -> Optional.of(World.LEDGER.log())).findings()).isEmpty();
        World.LEDGER.be(Mood.HONEST);
        return export;
    }

    @Test
    void guardianOfTwo_tellsThemApart_alsoAfterTheFileWasTakenAlong() {
        agreeFor("Yara <b>Haddad</b>");
        agreeFor("عمر حداد");
        assertThat(wards(guardian)).as("given within one second")
                .containsExactlyInAnyOrder("عمر حداد", "Yara <b>Haddad</b>");
        Answer file = export(guardian);
        assertThat(file.body()).as("a name is in the locked part alone").doesNotContain("Yara", "عمر");
        holds(file);

        assertThat(wards(elsewhere(file))).containsExactlyInAnyOrder("عمر حداد", "Yara <b>Haddad</b>");
        assertThat(Stream
                .of(World.LEDGER.calls("POST", "/"), World.VERIFIER.calls("POST", "/"),
                        World.ISSUER.calls("POST", "/"))
                .flatMap(List::stream)
                .map(Call::body)).noneMatch(body -> body.contains("Yara") || body.contains("عمر"));
    }

    @Test
    void guardianWhoseCardHasNoName_isToldTheCase() {
        World.COURT.changeClaims(_ -> {});
        Request answered = World.VERIFIER.fetchDiplomaOfAYoungPerson();
        child.receive(World.ISSUER.offer("qualification"));
        agree(child, answered);
        guardian.receive(World.COURT.offer("guardian-mandate"));
        agree(guardian, World.VERIFIER.askGuardian(answered));
        assertThat(wards(guardian)).containsExactly("JC-2026-77");
        assertThat(consents(child).get(0).has("ward")).isFalse();
    }

    @Test
    void guardianWhoRefused_isToldForWhom_whereOnlyOneChildCanBeMeant() {
        refuseFor("Yara");
        assertThat(wards(guardian)).containsExactly("Yara");
        assertThat(Stream.of(World.LEDGER.calls("POST", "/"), World.VERIFIER.calls("POST", "/"))
                .flatMap(List::stream)
                .map(Call::body)).noneMatch(body -> body.contains("Yara"));
    }

    @Test
    void guardianOfTwoWhoRefused_isToldNoName_sinceNoneWasChosen() {
        World.COURT.changeClaims(claims -> claims.put("child", "Omar"));
        assertThat(guardian.receive(World.COURT.offer("guardian-mandate")).status()).isEqualTo(200);
        refuseFor("Yara");
        assertThat(wards(guardian)).containsExactly("");
    }

    @Test
    void guardianOfTwoWhoRefused_whereOneCardHasNoName_isToldNoName() {
        World.COURT.changeClaims(claims -> claims.remove("case"));
        assertThat(guardian.receive(World.COURT.offer("guardian-mandate")).status()).isEqualTo(200);
        refuseFor("Yara");
        assertThat(wards(guardian)).containsExactly("");
    }

    /** The guardian of that child says no. */
    private void refuseFor(String name) {
        Request answered = World.VERIFIER.fetchDiplomaOfAYoungPerson();
        child.receive(World.ISSUER.offer("qualification"));
        agree(child, answered);
        World.COURT.changeClaims(claims -> claims.put("child", name));
        assertThat(guardian.receive(World.COURT.offer("guardian-mandate")).status()).isEqualTo(200);
        assertThat(guardian.refuse(guardian.open(World.VERIFIER.askGuardian(answered).link()).text("request_id"))
                .status()).isEqualTo(200);
    }

    @Test
    void guardiansFile_holdsOffline_andTheConsentCanBeTakenBackElsewhere() {
        Request answered = agreeFor("Yara");
        Answer file = export(guardian);
        assertThat(holds(file).entries()).extracting(entry -> entry.kind()).containsExactly("APPROVED", "GIVEN");
        assertThat(guardian.api().delete("wallet").status()).isEqualTo(204);

        TestHolder other = elsewhere(file);
        assertThat(other.api().get("entries").json().path("entries").findValuesAsString("represented"))
                .contains("ward");
        String record = consents(other).get(0).path("record").stringValue();
        assertThat(other.api().post("consents/" + record + "/withdraw", "{}").text("state")).isEqualTo("withdrawn");
        assertThat(last().kind()).isEqualTo(EventKind.WITHDRAWN);
        assertThat(last().terms().representation())
                .contains(new Representation.ForWard(RequestHash.of(answered.object())));
    }

    @Test
    void reaffirmedConsent_isInTheFile_andStaysTheirOwnElsewhere() {
        child.receive(World.ISSUER.offer("qualification"));
        ConsentEvent given = agree(child, World.VERIFIER.fetchDiplomaOfAYoungPerson());
        World.LEDGER.besides(given.record(), answer -> answer.put("state", "SUSPENDED"));
        child.api().post("consents/" + given.record().value() + "/reaffirm", "{}");
        World.LEDGER.besides(given.record(), _ -> {});
        Answer file = export(child);
        assertThat(holds(file).entries()).extracting(entry -> entry.kind())
                .containsExactlyInAnyOrder("APPROVED", "GIVEN", "RENEWED");
        assertThat(child.api().delete("wallet").status()).isEqualTo(204);

        TestHolder other = elsewhere(file);
        JsonNode shown = consents(other).get(0);
        assertThat(shown.path("state").stringValue()).isEqualTo("given");
        assertThat(shown.has("guardian")).isFalse();
        assertThat(shown.path("can_reaffirm").booleanValue()).isFalse();
        assertThat(other.api().get("entries").json().path("entries").findValuesAsString("represented"))
                .contains("of_age");
        other.api().post("consents/" + given.record().value() + "/withdraw", "{}");
        assertThat(last().kind()).isEqualTo(EventKind.WITHDRAWN);
        assertThat(last().terms().representation()).as("they represent themselves").isEmpty();
    }

    @Test
    void suspendedConsent_canBeReaffirmedInTheWalletItWasTakenTo() {
        child.receive(World.ISSUER.offer("qualification"));
        ConsentEvent given = agree(child, World.VERIFIER.fetchDiplomaOfAYoungPerson());
        TestHolder other = elsewhere(export(child));
        World.LEDGER.besides(given.record(), answer -> answer.put("state", "SUSPENDED"));
        assertThat(consents(other).get(0).path("can_reaffirm").booleanValue()).isTrue();
        assertThat(other.api().post("consents/" + given.record().value() + "/reaffirm", "{}").text("state"))
                .isEqualTo("given");
        assertThat(last().kind()).isEqualTo(EventKind.RENEWED);
        assertThat(last().terms().representation()).isEmpty();
    }
}
