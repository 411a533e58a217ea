package org.amana.wallet.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.amana.core.inbox.InboxAddress;
import org.amana.core.inbox.InboxGrant;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** An office that was given an address writes to a wallet that may be locked; nobody else does, and it cannot ask otherwise. */
@WalletTest
class InboxTest {
    private final String baseUrl;
    private final JdbcClient jdbc;
    private TestHolder holder;

    InboxTest(@Value("${amana.base-url}") String baseUrl, @Autowired JdbcClient jdbc) {
        this.baseUrl = baseUrl;
        this.jdbc = jdbc;
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void receive() {
        World.calm();
        jdbc.sql("DELETE FROM attempt").update();
        holder = TestHolder.withServerKeyring(baseUrl);
        holder.receive(World.ISSUER.offer("qualification"));
    }

    @AfterEach
    void leaveNoMessage() {
        jdbc.sql("DELETE FROM inbox_address").update();
    }

    @Test
    void yes_withTheTick_givesThatOfficeAnAddressSignedWithTheConsentsKey() {
        InboxGrant grant = given();
        assertThat(grant.party()).isEqualTo(FakeVerifier.PARTY);
        assertThat(grant.record().value()).isEqualTo(record());
        assertThat(grant.address().url().toString()).startsWith(baseUrl + "/inbox/");
        JsonNode inboxes = holder.api().get("inboxes").json();
        assertThat(inboxes).hasSize(1);
        assertThat(inboxes.get(0).path("office").stringValue()).isEqualTo("Harbour Bakery");
        assertThat(inboxes.get(0).path("state").stringValue()).isEqualTo("known");
    }

    @Test
    void yes_withoutTheTick_givesNone_andLaterOneCanBeGiven() {
        agree();
        assertThat(World.VERIFIER.calls("POST", "/inbox")).isEmpty();
        assertThat(holder.api().get("inboxes").json()).isEmpty();
        Answer opened = letWrite(record());
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        assertThat(letWrite(record()).status()).isEqualTo(201);
        assertThat(World.VERIFIER.calls("POST", "/inbox")).hasSize(1);
    }

    @Test
    void addresses_ofTwoPeople_haveNothingInCommon() {
        InboxAddress mine = given().address();
        holder = TestHolder.withBrowserKeyring(baseUrl);
        holder.receive(World.ISSUER.offer("qualification"));
        InboxAddress others = given().address();
        assertThat(others.url()).isNotEqualTo(mine.url());
        assertThat(others.key().getX()).isNotEqualTo(mine.key().getX());
        assertThat(last(mine.url())).doesNotContain(holder.walletId());
    }

    @Test
    void officeThatIsAway_getsItAtTheNextLook_andOneThatTakesNone_isSaid() {
        World.VERIFIER.takesAddresses(503);
        agree();
        assertThat(letWrite(record()).text("state")).isEqualTo("offered");
        World.VERIFIER.takesAddresses(204);
        holder.api().get("requests");
        assertThat(holder.api().get("inboxes").json().get(0).path("state").stringValue()).isEqualTo("known");
        holder.api().delete("inboxes/" + FakeVerifier.PARTY);
        World.VERIFIER.takesAddresses(403);
        assertThat(letWrite(record()).text("state")).isEqualTo("refused");
        assertThat(count("inbox_address")).isZero();
    }

    @Test
    void question_toALockedWallet_waitsThere_andIsOneQuestionHoweverOftenItCame() {
        InboxAddress to = given().address();
        String token = lock();
        String link = World.VERIFIER.fetchDiploma().link();
        assertThat(List.of(Office.ask(to, link), Office.ask(to, link))).containsOnly(202);
        String sealed = Office.seal(to, link);
        assertThat(List.of(Office.write(to.url(), sealed), Office.write(to.url(), sealed))).containsOnly(202);
        assertThat(count("inbox_message")).isEqualTo(3);
        assertThat(World.VERIFIER.calls("GET", "/requests/")).hasSize(1);
        unlock(token);
        JsonNode waiting = waiting();
        assertThat(waiting).hasSize(1);
        assertThat(waiting.get(0).path("party").stringValue()).isEqualTo("Harbour Bakery");
        assertThat(count("inbox_message")).isZero();
        assertThat(holder.approve(waiting.get(0).path("request_id").stringValue()).json().path("shared").booleanValue())
                .isTrue();
        // somebody who kept the message brings it again
        assertThat(Office.write(to.url(), sealed)).isEqualTo(202);
        assertThat(waiting()).isEmpty();
        assertThat(kinds()).doesNotContain("put_away", "failed");
    }

    @Test
    void database_ofALockedWallet_holdsNoLinkAndNoOffice() {
        InboxAddress to = given().address();
        lock();
        String link = World.VERIFIER.fetchDiploma().link();
        Office.ask(to, link);
        String rows = jdbc.sql("SELECT * FROM inbox_message JOIN inbox_address USING (address_hash)")
                .query()
                .listOfRows()
                .toString();
        assertThat(rows).doesNotContain("openid4vp", "request_uri", "harbour", "Harbour", last(to.url()),
                World.VERIFIER.url("").toString(), FakeVerifier.IDENTIFIER);
        // every message has one length, whatever it says
        assertThat(Office.seal(to, link)).hasSameSizeAs(Office.seal(to, "openid4vp://?request=" + "x".repeat(1700)));
    }

    @Test
    void closedAddress_answersLikeOneThatNeverWas_andWhatWaitedIsGone() {
        InboxAddress to = given().address();
        Office.ask(to, World.VERIFIER.fetchDiploma().link());
        assertThat(holder.api().delete("inboxes/" + FakeVerifier.PARTY).status()).isEqualTo(204);
        assertThat(count("inbox_message")).isZero();
        var closed = Office.post(to.url(), "application/jose", Office.seal(to, "openid4vp://?a"));
        var never = Office.post(URI.create(baseUrl + "/inbox/" + "A".repeat(43)), "application/jose",
                Office.seal(to, "openid4vp://?a"));
        assertThat(closed.statusCode()).isEqualTo(404).isEqualTo(never.statusCode());
        assertThat(closed.body()).isEmpty();
        assertThat(without(closed.headers().map())).isEqualTo(without(never.headers().map()));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void withdrawnConsent_takesItsAddressAlong() {
        InboxAddress to = given().address();
        holder.api().post("consents/" + record() + "/withdraw", "{}");
        holder.api().get("inboxes");
        assertThat(Office.ask(to, "openid4vp://?a")).isEqualTo(404);
    }

    @Test
    void deletedWallet_leavesNoAddress() {
        InboxAddress to = given().address();
        Office.ask(to, "openid4vp://?a");
        assertThat(count("inbox_message")).isEqualTo(1);
        jdbc.sql("DELETE FROM holder WHERE id = :id")
                .param("id", java.util.UUID.fromString(holder.walletId()))
                .update();
        assertThat(count("inbox_message")).isZero();
        assertThat(Office.ask(to, "openid4vp://?a")).isEqualTo(404);
    }

    @Test
    void wish_forAConsentThatIsNotThere_orLetsNobodyFetch_isRefused() {
        assertThat(letWrite("0000000000000000000000").text("reason")).isEqualTo("not_found");
        holder.approve(holder.open(World.VERIFIER.keepDiploma().link()).text("request_id"));
        assertThat(letWrite(record()).text("reason")).isEqualTo("wrong_step");
        assertThat(holder.api().post("inboxes", "{}").status()).isEqualTo(400);
        assertThat(World.VERIFIER.calls("POST", "/inbox")).isEmpty();
    }

    @Test
    void keyOfAnAddress_opensNothingOfAnother() {
        InboxAddress to = given().address();
        InboxAddress wrongKey = new InboxAddress(to.url(), EphemeralKey.generate().publicJwk());
        assertThat(Office.ask(wrongKey, World.VERIFIER.fetchDiploma().link())).isEqualTo(202);
        assertThat(waiting()).isEmpty();
        assertThat(kinds()).containsOnlyOnce("put_away");
    }

    private void agree() {
        String id = holder.open(World.VERIFIER.fetchDiploma().link()).text("request_id");
        assertThat(holder.approve(id).json().path("shared").booleanValue()).isTrue();
    }

    private InboxGrant given() {
        String id = holder.open(World.VERIFIER.fetchDiploma().link()).text("request_id");
        Answer done = holder.approveAndLetWrite(id);
        assertThat(done.json().path("shared").booleanValue()).as(done.body()).isTrue();
        return World.VERIFIER.lastGrant();
    }

    private Answer letWrite(String record) {
        return holder.api().post("inboxes", StrictJson.object().put("record", record));
    }

    private String record() {
        return holder.api().get("consents").json().get(0).path("record").stringValue();
    }

    private JsonNode waiting() {
        return holder.api().get("requests").json();
    }

    private List<String> kinds() {
        return holder.api()
                .get("history")
                .json()
                .valueStream()
                .map(one -> one.path("kind").stringValue())
                .toList();
    }

    private String lock() {
        holder.api().delete("sessions");
        assertThat(holder.api().get("requests").status()).isEqualTo(401);
        return holder.walletId();
    }

    private void unlock(String wallet) {
        holder = holder.unlockedAgain();
        assertThat(holder.walletId()).isEqualTo(wallet);
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private static String last(URI address) {
        return address.getPath().substring("/inbox/".length());
    }

    private static Map<String, List<String>> without(Map<String, List<String>> headers) {
        var same = new java.util.TreeMap<>(headers);
        same.remove("date");
        return same;
    }
}
