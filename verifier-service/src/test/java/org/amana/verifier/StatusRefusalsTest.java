package org.amana.verifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.sdjwt.SdJwtVcPayload;
import org.amana.core.status.StatusListBits;
import org.amana.core.status.StatusListToken;
import org.amana.core.status.StatusReference;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.ZlibBomb;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.Bench.Asked;
import org.amana.verifier.testing.Forger;
import org.amana.verifier.testing.TestIssuer;
import org.amana.verifier.testing.TestWorld;
import org.amana.verifier.verification.StatusLists;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Whether the card still holds: each test uses a list of its own, for lists are kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusRefusalsTest {
    private static final String TYPE = "application/statuslist+jwt";
    private TestWorld world;
    private Bench bench;
    private int lists = 100;

    @BeforeAll
    void open() throws Exception {
        world = TestWorld.open();
        bench = new Bench(world);
    }

    @AfterAll
    void close() {
        world.close();
    }

    @Test
    void unchanged_isAccepted() throws Exception {
        URI uri = freshList();
        publish(uri, TYPE, token(uri, any -> {}));
        bench.accepts(presenting(uri, 7));
    }

    @Test
    void n106_listExpired_isRefused() throws Exception {
        refuses("status_token_expired",
                claims -> claims.put("exp", world.clock.instant().minusSeconds(1).getEpochSecond()));
    }

    @Test
    void n106_issuerAway_lastListServesUntilItsEnd() throws Exception {
        URI uri = freshList();
        publish(uri, TYPE, token(uri, any -> {}));
        bench.accepts(presenting(uri, 7));
        world.peers.stubFor(get(uri.getPath()).willReturn(aResponse().withStatus(503)));

        world.clock.advance(Duration.ofMinutes(59));
        bench.accepts(presenting(uri, 7));
        world.clock.advance(Duration.ofMinutes(1));
        bench.refuses("status_token_expired", presenting(uri, 7));
    }

    @Test
    void n107_listOfAnotherAddress_isRefused() throws Exception {
        refuses("status_sub_mismatch", claims -> claims.put("sub", world.issuer.statusUri.toString()));
    }

    @Test
    void n108_anotherTyp_isRefused() throws Exception {
        URI uri = freshList();
        publish(uri, TYPE, JwsSigner.sign(world.issuer.key, JwsSigner.header("JWT", world.issuer.key), claims(uri)));
        bench.refuses("status_bad_typ", presenting(uri, 7));
    }

    @Test
    void n109_withoutCertificate_isRefused() throws Exception {
        URI uri = freshList();
        publish(uri, TYPE,
                JwsSigner.sign(world.issuer.key, JwsSigner.header("statuslist+jwt").put("kid", "1"), claims(uri)));
        bench.refuses("status_untrusted", presenting(uri, 7));
    }

    @Test
    void n109_strangersCertificate_isRefused() throws Exception {
        refusesSigner(TestCa.root("Issuers").issuer(world.issuer.id));
    }

    @Test
    void n109_anotherIssuerUnderTheSameRoot_isRefused() throws Exception {
        refusesSigner(world.issuer.ca.issuer("https://issuer.example/recognition-office"));
    }

    @Test
    void n109_trustAnchorInX5c_isRefused() throws Exception {
        EphemeralKey key = EphemeralKey.generate();
        refusesSigner(key.withChain(List.of(world.issuer.key.chain().getFirst(), world.issuer.ca.rootCertificate())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1024", "-1", "\"7\"", "7.5", "9223372036854775808"})
    void n110_indexOutsideTheList_isRefused(String index) throws Exception {
        URI uri = freshList();
        publish(uri, TYPE, token(uri, any -> {}));
        ObjectNode status = StrictJson.parseObject("{\"status_list\":{\"idx\":" + index + ",\"uri\":\"" + uri + "\"}}",
                1_000);
        bench.refuses("status_idx", request -> bench.forger.present(
                bench.forger.payload(Forger.ALL).set("status", status), Forger.ALL, request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "0", "\"1\""})
    void n111_anotherWidth_isRefused(String bits) throws Exception {
        refuses("status_bad_bits", claims -> ((ObjectNode) claims.get("status_list")).set("bits",
                StrictJson.parse(bits.getBytes(StandardCharsets.UTF_8), 9)));
    }

    @Test
    void n112_listThatExplodes_isRefused() throws Exception {
        byte[] bomb = ZlibBomb.of300MiB();
        refuses("status_bad_lst",
                claims -> ((ObjectNode) claims.get("status_list")).put("lst", Base64Url.encode(bomb)));
    }

    @Test
    void n113_anotherCompression_isRefused() throws Exception {
        byte[] zlib = StatusListBits.allValid(2, 1_024).compress();
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(new byte[256]);
        }
        byte[] badChecksum = zlib.clone();
        badChecksum[zlib.length - 1] ^= 1;
        for (String lst : List.of(Base64Url.encode(Arrays.copyOfRange(zlib, 2, zlib.length - 4)),
                Base64Url.encode(gzip.toByteArray()),
                Base64Url.encode(Arrays.copyOf(zlib, zlib.length - 5)), Base64Url.encode(badChecksum),
                Base64.getEncoder().encodeToString(Arrays.copyOf(zlib, zlib.length)) + "="))
            refuses("status_bad_lst", claims -> ((ObjectNode) claims.get("status_list")).put("lst", lst));
    }

    @ParameterizedTest
    @CsvSource({"1, credential_revoked, no, credential_revoked", "2, credential_suspended, no, credential_suspended",
            "3, unknown_status, '', ''"})
    void n114_notValid_isRefusedAndAReasonedNoAtTheDesk(int value, String reason, String verdict, String answer)
            throws Exception {
        URI uri = freshList();
        StatusListBits bits = StatusListBits.allValid(2, 1_024);
        bits.set(7, value);
        publish(uri, TYPE, token(uri,
                claims -> ((ObjectNode) claims.get("status_list")).put("lst", Base64Url.encode(bits.compress()))));
        Asked asked = bench.ask();
        Bench.refused(reason, bench.present(asked, presenting(uri, 7).to(asked.request())));

        ObjectNode state = bench.desk.state(asked.begun());
        assertThat(state.get("state").asString()).isEqualTo("REJECTED");
        assertThat(state.at("/answer/verdict").asString("")).isEqualTo(verdict);
        assertThat(state.at("/answer/reasons/0/code").asString("")).isEqualTo(answer);
        assertThat(state.has("person")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest", "http://10.0.0.1/status",
            "https://nowhere.invalid/status"})
    void n115_addressThatMayNotBeCalled_isRefused(String uri) throws Exception {
        bench.refuses("status_unreachable", presenting(URI.create(uri), 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://localhost/status"})
    void n115_noWebAddress_isRefusedBeforeAnyConnection(String uri) throws Exception {
        ObjectNode status = StrictJson.parseObject("{\"status_list\":{\"idx\":7,\"uri\":\"" + uri + "\"}}", 1_000);
        bench.refuses("status_unreachable", request -> bench.forger
                .present(bench.forger.payload(Forger.ALL).set("status", status), Forger.ALL, request));
    }

    @Test
    void n115_endlessBody_isCutOff() throws Exception {
        URI uri = freshList();
        publish(uri, TYPE, "e".repeat(StatusListToken.MAX_TOKEN_BYTES + 1));
        bench.refuses("status_unreachable", presenting(uri, 7));
    }

    @Test
    void n115_redirectElsewhere_isNotFollowed() throws Exception {
        URI uri = freshList();
        world.peers.stubFor(get(uri.getPath())
                .willReturn(aResponse().withStatus(302).withHeader("Location", "http://169.254.169.254/")));
        bench.refuses("status_unreachable", presenting(uri, 7));
    }

    @Test
    void n116_statusOfAForgedCard_isNeverFetched() throws Exception {
        URI uri = freshList();
        publish(uri, TYPE, token(uri, any -> {}));
        SigningKey stranger = TestCa.root("Issuers").issuer(world.issuer.id);
        ObjectNode payload = bench.forger.payload(Forger.ALL);
        payload.set("status", new StatusReference(uri, 7).toJson());
        bench.refuses("untrusted_issuer",
                request -> bench.forger.present(JwsSigner.header("dc+sd-jwt", stranger), payload, Forger.ALL,
                        stranger, request));
        assertThat(world.fetches(uri)).isZero();
    }

    @Test
    void n180_listInCwtForm_isRefused() throws Exception {
        URI uri = freshList();
        publish(uri, "application/statuslist+cwt", token(uri, any -> {}));
        bench.refuses("status_bad_typ", presenting(uri, 7));
    }

    @Test
    void listInUse_isFetchedAheadAndOnce() throws Exception {
        URI uri = freshList();
        publish(uri, TYPE, token(uri, any -> {}));
        bench.accepts(presenting(uri, 7));
        bench.accepts(presenting(uri, 8));
        assertThat(world.fetches(uri)).isEqualTo(1);

        world.clock.advance(TestWorld.STATUS_TTL);
        world.bean(StatusLists.class).refreshDue();
        int ahead = world.fetches(uri);
        bench.accepts(presenting(uri, 9));
        assertThat(ahead).isGreaterThanOrEqualTo(2);
        assertThat(world.fetches(uri)).isEqualTo(ahead);
    }

    private void refuses(String reason, Consumer<ObjectNode> change) throws Exception {
        URI uri = freshList();
        publish(uri, TYPE, token(uri, change));
        bench.refuses(reason, presenting(uri, 7));
    }

    private void refusesSigner(SigningKey signer) throws Exception {
        URI uri = freshList();
        publish(uri, TYPE, JwsSigner.sign(signer, JwsSigner.header("statuslist+jwt", signer), claims(uri)));
        bench.refuses("status_untrusted", presenting(uri, 7));
    }

    private Bench.Presenting presenting(URI uri, long index) {
        SdJwtVcPayload payload = world.issuer.payload(TestIssuer.RIGHT_TO_WORK, card(), bench.wallet.holder)
                .withStatus(new StatusReference(uri, index));
        return request -> bench.wallet.present(world.issuer.issue(payload), request);
    }

    private static ObjectNode card() {
        ObjectNode claims = StrictJson.object()
                .put("given_name", "Tesfay")
                .put("family_name", "Habte")
                .put("portrait", TestIssuer.PORTRAIT);
        claims.set("work_permission", TestIssuer.permission());
        return claims;
    }

    private String token(URI uri, Consumer<ObjectNode> change) {
        ObjectNode claims = claims(uri);
        change.accept(claims);
        return JwsSigner.sign(world.issuer.key, JwsSigner.header("statuslist+jwt", world.issuer.key), claims);
    }

    private ObjectNode claims(URI uri) {
        long now = world.clock.instant().getEpochSecond();
        ObjectNode claims = StrictJson.object()
                .put("sub", uri.toString())
                .put("iat", now)
                .put("exp", now + 3_600)
                .put("ttl", 300);
        claims.putObject("status_list")
                .put("bits", 2)
                .put("lst", Base64Url.encode(StatusListBits.allValid(2, 1_024).compress()));
        return claims;
    }

    private URI freshList() {
        return URI.create(world.peers.baseUrl() + "/status/" + lists++);
    }

    private void publish(URI uri, String type, String token) {
        world.peers
                .stubFor(get(uri.getPath()).willReturn(aResponse().withHeader("Content-Type", type).withBody(token)));
    }

}
