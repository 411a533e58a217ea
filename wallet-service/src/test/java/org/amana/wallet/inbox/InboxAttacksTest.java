package org.amana.wallet.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.amana.core.inbox.InboxAddress;
import org.amana.core.inbox.InboxQuestion;
import org.amana.core.jose.ContentEncryption;
import org.amana.core.jose.JweBox;
import org.amana.core.json.StrictJson;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Whatever is written to an inbox, nothing but a question of its office reaches the person, and nothing is posted. */
@WalletTest
@ExtendWith(OutputCaptureExtension.class)
class InboxAttacksTest {
    private final String baseUrl;
    private final JdbcClient jdbc;
    private TestHolder holder;
    private InboxAddress to;

    InboxAttacksTest(@Value("${amana.base-url}") String baseUrl, @Autowired JdbcClient jdbc) {
        this.baseUrl = baseUrl;
        this.jdbc = jdbc;
        this.holder = TestHolder.withServerKeyring(baseUrl);
        this.to = new InboxAddress(URI.create(baseUrl + "/inbox/" + "A".repeat(43)),
                org.amana.core.key.EphemeralKey.generate().publicJwk());
    }

    @BeforeEach
    void giveAnAddress() {
        World.calm();
        jdbc.sql("DELETE FROM attempt").update();
        holder = TestHolder.withServerKeyring(baseUrl);
        to = given(holder);
    }

    @AfterEach
    void leaveNoMessage() {
        jdbc.sql("DELETE FROM inbox_address").update();
    }

    @Test
    void whatIsNoSealedMessage_isRefusedAlike_andNothingIsKept() {
        String sealed = Office.seal(to, "openid4vp://?a");
        String[] parts = sealed.split("\\.", -1);
        for (String message : List.of("", "hello", "{}", "a.b.c", "....", sealed + ".x", sealed.replace('.', '-'),
                "eyJhbGciOiJub25lIn0....", "e30....", parts[0] + ".AA." + parts[2] + "." + parts[3] + "." + parts[4],
                sealed + "A".repeat(InboxQuestion.MAX_BYTES))) {
            assertThat(Office.write(to.url(), message)).isEqualTo(404);
        }
        for (String type : List.of("text/plain", "application/json", "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=a", "application/jose+json")) {
            assertThat(Office.post(to.url(), type, sealed).statusCode()).as(type).isEqualTo(404);
        }
        // nothing of this service takes so much, whatever the address
        assertThat(Office.write(to.url(), "A".repeat(3_000_000))).isEqualTo(413);
        assertThat(kept()).isZero();
        assertThat(Office.write(to.url(), sealed)).isEqualTo(202);
    }

    @Test
    void garbage_neverKeepsARow_norAnswersOtherwise() {
        SplittableRandom random = new SplittableRandom(4);
        String sealed = Office.seal(to, "openid4vp://?a");
        for (int i = 0; i < 60; i++) {
            byte[] bytes = sealed.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            // within the header, up to its first dot: what follows is opaque to the service
            bytes[random.nextInt(sealed.indexOf('.'))] = (byte) random.nextInt(32, 127);
            assertThat(Office.write(to.url(), new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)))
                    .isIn(202, 404, 429);
        }
        assertThat(kept()).isLessThanOrEqualTo(5);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void addressesThatAreNone_areRefusedAlike() {
        String sealed = Office.seal(to, "openid4vp://?a");
        for (String address : List.of("A".repeat(43), "a", "A".repeat(2000), "%00", "..%2f", "%F0%9F%98%80")) {
            assertThat(Office.write(URI.create(baseUrl + "/inbox/" + address), sealed)).as(address).isIn(400, 404);
        }
        assertThat(Office.write(URI.create(to.url().toString().toLowerCase(java.util.Locale.ROOT)), sealed))
                .isEqualTo(404);
        assertThat(kept()).isZero();
    }

    @Test
    void questionOfAnotherOffice_isPutAway_andThatOfficeIsPostedNothing() {
        FakeVerifier other = new FakeVerifier("river-mill", "River Mill", "LEIXG-000000AMANADEMO00043");
        assertThat(Office.ask(to, other.fetchDiploma().link())).isEqualTo(202);
        putAway();
        assertThat(other.posts()).isEmpty();
    }

    @Test
    void questionThatIsNoExchange_isPutAway() {
        assertThat(Office.ask(to, World.VERIFIER.keepDiploma().link())).isEqualTo(202);
        putAway();
    }

    @Test
    void linkToAnInternalAddress_isNotFollowed() {
        for (String host : List.of("https://169.254.169.254/latest", "https://10.0.0.1/x", "https://[fd00::1]/x",
                "file:///etc/passwd")) {
            assertThat(Office.ask(to, "openid4vp://?client_id=x509_hash%3Ax&request_uri="
                    + java.net.URLEncoder.encode(host, java.nio.charset.StandardCharsets.UTF_8))).isEqualTo(202);
        }
        putAway();
        assertThat(kept()).isZero();
    }

    @Test
    void forgedRequest_isPutAway() {
        assertThat(Office.ask(to, World.VERIFIER.fetchDiploma().linkSays("x509_hash:AAAA").link())).isEqualTo(202);
        putAway();
    }

    @Test
    void sealedNonsense_isPutAway() {
        for (String payload : List.of("{}", "{\"typ\":\"amana-inbox-question\"}",
                "{\"typ\":\"amana-inbox-question\",\"exp\":1,\"request\":\"https://evil.test\"}",
                "{\"typ\":\"other\",\"exp\":1,\"request\":\"openid4vp://?a\"}",
                "{\"typ\":\"amana-inbox-question\",\"exp\":\"x\",\"request\":\"openid4vp://?a\"}")) {
            Office.write(to.url(), JweBox.encrypt(StrictJson.parseObject(payload, 1000), to.key(),
                    ContentEncryption.A256GCM));
        }
        putAway();
    }

    @Test
    void officeThatIsAway_isAskedAgain_andTheMessageStays() {
        String gone = World.VERIFIER.fetchDiploma().link().replaceAll("localhost%3A[0-9]+", "localhost%3A1");
        assertThat(Office.ask(to, gone)).isEqualTo(202);
        assertThat(waiting()).isEmpty();
        assertThat(kept()).isEqualTo(1);
        assertThat(kinds()).doesNotContain("put_away", "failed");
    }

    @Test
    void flood_fillsThatAddressAlone() {
        TestHolder another = TestHolder.withServerKeyring(baseUrl);
        InboxAddress others = given(another);
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(Office.ask(to, "openid4vp://?a=" + i));
        }
        assertThat(answers.stream().filter(status -> status == 202)).hasSize(5);
        assertThat(answers.stream().filter(status -> status == 429)).hasSize(35);
        assertThat(kept()).isEqualTo(5);
        assertThat(Office.ask(others, World.VERIFIER.fetchDiploma().link())).isEqualTo(202);
        assertThat(another.api().get("requests").json()).hasSize(1);
        putAway();
        assertThat(Office.ask(to, World.VERIFIER.fetchDiploma().link())).isEqualTo(202);
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void floodInParallel_keepsTheBound() {
        List<Integer> answers = java.util.stream.IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> Office.ask(to, "openid4vp://?a=" + i))
                .toList();
        assertThat(answers.stream().filter(status -> status == 202)).hasSize(5);
        assertThat(kept()).isEqualTo(5);
    }

    @Test
    void guesser_hasToWait_whateverTheAddress() {
        String sealed = Office.seal(to, "openid4vp://?a");
        for (int i = 0; i < 100; i++) {
            assertThat(Office.write(URI.create(baseUrl + "/inbox/" + "%043d".formatted(i)), sealed)).isEqualTo(404);
        }
        assertThat(Office.write(URI.create(baseUrl + "/inbox/" + "A".repeat(43)), sealed)).isEqualTo(429);
        assertThat(Office.write(to.url(), sealed)).isEqualTo(429);
    }

    @Test
    void logs_nameNoAddressOfficeOrLink(CapturedOutput output) {
        Office.ask(to, "openid4vp://?secret-link");
        Office.write(to.url(), "garbage-text");
        putAway();
        assertThat(output.getAll()).doesNotContain(to.url().getPath().substring(7), "secret-link", "garbage-text",
                holder.walletId());
    }

    private void putAway() {
        assertThat(waiting()).isEmpty();
        assertThat(kinds()).containsOnlyOnce("put_away").doesNotContain("failed");
        JsonNode note = holder.api()
                .get("history")
                .json()
                .valueStream()
                .filter(one -> one.path("kind").stringValue().equals("put_away"))
                .findFirst()
                .orElseThrow();
        assertThat(note.path("party").path("name").stringValue()).isEqualTo("Harbour Bakery");
        assertThat(note.path("shared").booleanValue()).isFalse();
    }

    private static InboxAddress given(TestHolder person) {
        person.receive(World.ISSUER.offer("qualification"));
        person.approveAndLetWrite(person.open(World.VERIFIER.fetchDiploma().link()).text("request_id"));
        InboxAddress address = World.VERIFIER.lastGrant().address();
        World.VERIFIER.forget();
        return address;
    }

    private JsonNode waiting() {
        return holder.api().get("requests").json();
    }

    private List<String> kinds() {
        return holder.api().get("history").json().valueStream().map(one -> one.path("kind").stringValue()).toList();
    }

    private long kept() {
        return jdbc.sql(
                "SELECT count(*) FROM inbox_message m JOIN inbox_address a USING (address_hash) WHERE a.holder = :me")
                .param("me", java.util.UUID.fromString(holder.walletId()))
                .query(Long.class)
                .single();
    }
}
