package org.amana.wallet.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.amana.core.consent.LedgerExport;
import org.amana.core.consent.Samples;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogSigner;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeLedger.Mood;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a person takes along holds without us, and comes in elsewhere whole or not at all. */
@WalletTest
class LedgerFileTest {

    private static final String WORDS = "two old olive trees";
    private final String baseUrl;
    private final TestHolder holder;

    LedgerFileTest(@Value("${amana.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void give() {
        World.calm();
        holder.receive(World.ISSUER.offer("qualification"));
        assertThat(holder.approve(holder.open(World.VERIFIER.keepDiploma().link()).text("request_id")).status())
                .isEqualTo(200);
    }

    private static Answer export(TestHolder who, String words) {
        return who.api().post("entries/export", StrictJson.object().put("words", words));
    }

    private static Answer bring(TestHolder who, JsonNode file, String words) {
        ObjectNode body = StrictJson.object().put("words", words);
        body.set("file", file);
        return who.api().post("entries/import", body);
    }

    private static JsonNode entries(TestHolder who) {
        return who.api().get("entries").json().path("entries");
    }

    private TestHolder stranger() {
        return TestHolder.withServerKeyring(baseUrl);
    }

    /** A file of a wallet whose ledger nobody here has heard of. */
    private static ObjectNode foreign() {
        return Samples.export(LogSigner.generate("far.example/log", new Random(4))).toJson();
    }

    @Test
    void export_holdsWithoutTheNode_withNamesNoticesAndNoKeyInClear() {
        Answer answer = export(holder, WORDS);
        LedgerExport export = LedgerExport.parse(answer.body().getBytes(StandardCharsets.UTF_8));
        World.LEDGER.be(Mood.DOWN);
        assertThat(export.verify(_ -> Optional.of(World.LEDGER.log())).findings()).isEmpty();
        assertThat(export.entries()).extracting(entry -> entry.kind()).containsExactly("APPROVED", "GIVEN");
        assertThat(export.entries()).allSatisfy(entry -> {
            assertThat(entry.party()).containsEntry("en", "Harbour Bakery");
            assertThat(entry.notice()).contains("Harbour Bakery");
        });
        assertThat(answer.body()).doesNotContain("\"d\":", "\"kty\"");
        assertThat(export.relations()).isPresent();
        assertThat(LedgerExport.parse(export(holder, "").body().getBytes(StandardCharsets.UTF_8))
                .relations()).isEmpty();
    }

    @Test
    void export_underShortWords_isRefused() {
        assertThat(export(holder, "abc").text("reason")).isEqualTo("weak_passphrase");
    }

    @Test
    void import_inANewWallet_bringsHistoryAndTheRightToWithdraw() {
        JsonNode file = export(holder, WORDS).json();
        assertThat(holder.api().delete("wallet").status()).isEqualTo(204);
        TestHolder again = stranger();
        Answer taken = bring(again, file, WORDS);
        assertThat(taken.json().path("taken").intValue()).isEqualTo(2);
        assertThat(taken.text("keys")).isEqualTo("usable");
        assertThat(taken.json().path("logs").get(0).path("voucher").stringValue()).isEqualTo("trust_list");
        assertThat(entries(again)).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.path("brought").booleanValue()).isTrue();
            assertThat(entry.path("party").stringValue()).isEqualTo("Harbour Bakery");
        });
        String record = again.api().get("consents").json().get(0).path("record").stringValue();
        assertThat(again.api().post("consents/" + record + "/withdraw", "{}").text("state")).isEqualTo("withdrawn");
    }

    @Test
    void import_ofWhatIsHereAlready_addsNothing() {
        Answer again = bring(holder, export(holder, WORDS).json(), WORDS);
        assertThat(again.json().path("taken").intValue()).isZero();
        assertThat(again.json().path("known").intValue()).isEqualTo(2);
        assertThat(entries(holder)).hasSize(2);
        assertThat(holder.api().get("consents").json()).hasSize(1);
    }

    @Test
    void import_withoutWords_leavesTheKeysClosed_andWithOtherWordsTakesNothing() {
        JsonNode file = export(holder, WORDS).json();
        TestHolder other = stranger();
        assertThat(bring(other, file, "not those words").text("reason")).isEqualTo("file_wrong_words");
        assertThat(entries(other)).isEmpty();
        assertThat(bring(other, file, "").text("keys")).isEqualTo("closed");
        assertThat(other.api().get("consents").json()).isEmpty();
        assertThat(bring(other, file, WORDS).text("keys")).as("the keys can follow later").isEqualTo("usable");
        assertThat(other.api().get("consents").json()).hasSize(1);
    }

    @Test
    void import_ofAnUnknownLog_saysThatOnlyTheFileVouches() {
        TestHolder other = stranger();
        Answer taken = bring(other, foreign(), "");
        assertThat(taken.json().path("logs").get(0).path("voucher").stringValue()).isEqualTo("file");
        assertThat(entries(other)).hasSize(2);
        JsonNode proof = other.api()
                .get("receipts/" + entries(other).get(0).path("receipt").stringValue())
                .json()
                .path("proof");
        assertThat(proof.path("holds").booleanValue()).isTrue();
        assertThat(proof.path("voucher").stringValue()).isEqualTo("file");
        assertThat(LedgerExport.parse(export(other, "").body().getBytes(StandardCharsets.UTF_8))
                .verify(log -> Optional.of(log.claimed()))
                .verified()).as("and it goes on to the next place").isEqualTo(2);
    }

    @Test
    void import_ofALogOfOtherKeysThanTheFirstTime_isRefused() {
        TestHolder other = stranger();
        assertThat(bring(other, foreign(), "").status()).isEqualTo(200);
        ObjectNode impostor = Samples.export(LogSigner.generate("far.example/log", new Random(5))).toJson();
        assertThat(bring(other, impostor, "").text("reason")).isEqualTo("file_other_keys");
        assertThat(entries(other)).hasSize(2);
    }

    @Test
    void import_whoseKeysOfAKnownLogAreNotThoseOfTheTrustList_isRefused() {
        ObjectNode impostor = Samples.export(LogSigner.generate("ledger.test/log", new Random(5))).toJson();
        Answer refused = bring(stranger(), impostor, "");
        assertThat(refused.text("reason")).isEqualTo("file_other_keys");
        assertThat(refused.json().path("shared").booleanValue()).isFalse();
    }

    @Test
    void import_whenOneProofOfManyIsDamaged_takesNothing() {
        TestHolder other = stranger();
        ObjectNode file = (ObjectNode) export(holder, WORDS).json();
        ((ObjectNode) file.path("entries").get(1)).put("notice", "Harbour Bakery may have everything.");
        Answer refused = bring(other, file, WORDS);
        assertThat(refused.text("reason")).isEqualTo("file_does_not_hold");
        assertThat(refused.text("title")).contains("Only 1 of 2 proofs");
        assertThat(entries(other)).isEmpty();
        assertThat(other.api().get("consents").json()).isEmpty();
    }

    @Test
    void import_ofAnythingElse_isUnreadable() {
        for (Consumer<ObjectNode> damage : List.<Consumer<ObjectNode>>of(file -> file.put("type", "x"),
                file -> file.remove("entries"), file -> file.putArray("logs").add(7),
                file -> ((ArrayNode) file.path("logs").get(0).path("keys")).remove(1),
                file -> ((ObjectNode) file.path("entries").get(0)).remove("receipt"))) {
            ObjectNode file = foreign();
            damage.accept(file);
            assertThat(bring(stranger(), file, "").text("reason")).isEqualTo("file_unreadable");
        }
        assertThat(bring(stranger(), StrictJson.array(), "").text("reason")).isEqualTo("file_unreadable");
        assertThat(stranger().api().post("entries/import", "{}").status()).isEqualTo(422);
    }

    @Test
    void import_whoseLockedKeysAskForTooMuchOrAreDamaged_takesNothing() {
        ObjectNode file = (ObjectNode) export(holder, WORDS).json();
        ObjectNode keys = (ObjectNode) file.path("relations");
        ObjectNode greedy = keys.deepCopy().put("memory_kib", 1 << 20);
        ObjectNode endless = keys.deepCopy().put("iterations", 64);
        ObjectNode odd = keys.deepCopy().put("kdf", "none");
        ObjectNode short_ = keys.deepCopy().put("salt", "AAAA");
        for (ObjectNode damaged : List.of(greedy, endless, odd, short_)) {
            assertThat(bring(stranger(), file.deepCopy().set("relations", damaged), WORDS).text("reason"))
                    .isEqualTo("file_unreadable");
        }
        byte[] sealed = Base64Url.decode(keys.path("sealed").stringValue());
        sealed[40] ^= 1;
        ObjectNode flipped = keys.deepCopy().put("sealed", Base64Url.encode(sealed));
        TestHolder other = stranger();
        assertThat(bring(other, file.deepCopy().set("relations", flipped), WORDS).text("reason"))
                .isEqualTo("file_wrong_words");
        assertThat(entries(other)).isEmpty();
    }

    @Test
    void import_whileTheLedgerHereDoesNotAnswer_goesByTheTrustListAtHand() {
        World.LEDGER.be(Mood.DOWN);
        TestHolder other = stranger();
        assertThat(bring(other, foreign(), "").status()).isEqualTo(200);
        ObjectNode impostor = Samples.export(LogSigner.generate("ledger.test/log", new Random(5))).toJson();
        assertThat(bring(other, impostor, "").text("reason")).isEqualTo("file_other_keys");
    }
}
