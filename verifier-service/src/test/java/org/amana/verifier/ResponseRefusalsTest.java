package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.amana.core.jose.JweBox;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.vp.ResponseEncryption;
import org.amana.core.vp.VpToken;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.Bench.Asked;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWallet.Request;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** The message around the presentation, at response_uri: form, encryption, query, single use. */
class ResponseRefusalsTest {
    private final Bench bench = TestWorld.sharedBench();
    private final TestWallet wallet = bench.wallet;

    @Test
    void unchanged_isAccepted() throws Exception {
        bench.accepts(request -> wallet.present(bench.card(), request));
    }

    @Test
    void n052_wholeResponseReplayed_isRefusedAndChangesNothing() throws Exception {
        Asked asked = bench.ask();
        String response = response(asked);
        assertThat(wallet.post(asked.request(), response).statusCode()).isEqualTo(200);

        Bench.refused("already_used", wallet.post(asked.request(), response));
        assertThat(bench.desk.state(asked.begun()).get("state").asString()).isEqualTo("MATCH");
        bench.desk.match(asked.begun(), true);
        Bench.refused("already_used", wallet.post(asked.request(), response));
        assertThat(bench.desk.state(asked.begun()).at("/answer/verdict").asString()).isEqualTo("until");
    }

    @Test
    void n052_manyAtOnce_exactlyOneIsAccepted() throws Exception {
        Asked asked = bench.ask();
        List<Callable<HttpResponse<String>>> posts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String response = response(asked);
            posts.add(() -> wallet.post(asked.request(), response));
        }
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> done : threads.invokeAll(posts))
                statuses.add(done.get().statusCode());
        }
        assertThat(statuses).containsOnly(200, 400).containsOnlyOnce(200);
    }

    @Test
    void n053_answerWithTheStateOfAnotherCheck_isRefused() throws Exception {
        Asked one = bench.ask();
        Asked other = bench.ask();
        ObjectNode payload = StrictJson.object().put("state", other.request().text("state"));
        payload.set("vp_token",
                TestWallet.vpToken(one.request(), wallet.present(bench.card(), one.request())).toJson());
        ResponseEncryption encryption = one.request().encryption();
        Bench.refused("state_mismatch",
                wallet.post(one.request(), JweBox.encrypt(payload, encryption.key(), encryption.enc())));
    }

    @Test
    void n057_unknownQueryId_isRefused() throws Exception {
        refusesToken("malformed_vp_token", request -> VpToken.of("passport", wallet.present(bench.card(), request)));
    }

    @Test
    void n057_stringWhereAnArrayBelongs_isRefused() throws Exception {
        Asked asked = bench.ask();
        ObjectNode payload = StrictJson.object().put("state", asked.request().text("state"));
        payload.putObject("vp_token").put("right-to-work", wallet.present(bench.card(), asked.request()));
        ResponseEncryption encryption = asked.request().encryption();
        Bench.refused("malformed_vp_token",
                wallet.post(asked.request(), JweBox.encrypt(payload, encryption.key(), encryption.enc())));
    }

    @Test
    void n057_nothingPresented_isRefused() throws Exception {
        refusesToken("query_not_met", request -> new VpToken(Map.of()));
    }

    @Test
    void n058_twoPresentationsForOne_areRefused() throws Exception {
        refusesToken("multiple_not_allowed", request -> new VpToken(Map.of("right-to-work",
                List.of(wallet.present(bench.card(), request), wallet.present(bench.card(), request)))));
    }

    @Test
    void n059_anotherType_isRefused() throws Exception {
        bench.refuses("query_not_met",
                request -> wallet.present(bench.world.issuer.qualification(wallet.holder), request));
    }

    @Test
    void n060_askedClaimMissing_isRefused() throws Exception {
        bench.refuses("query_not_met",
                request -> wallet.present(bench.card(), request,
                        List.of(ClaimPath.of("given_name"), ClaimPath.of("family_name"))));
    }

    @Test
    void n083_vpTokenInClear_isRefusedAndNotLookedAt() throws Exception {
        Asked asked = bench.ask();
        String token = StrictJson
                .write(TestWallet.vpToken(asked.request(), wallet.present(bench.card(), asked.request())).toJson());
        Bench.refused("response_not_encrypted", wallet.postForm(asked.request().text("response_uri"),
                "vp_token=" + java.net.URLEncoder.encode(token, StandardCharsets.UTF_8) + "&state="
                        + asked.request().text("state")));
        assertThat(bench.desk.state(asked.begun()).get("state").asString()).isEqualTo("WAITING");
    }

    @Test
    void n084_keyOfAnotherCheck_isRefused() throws Exception {
        Asked one = bench.ask();
        Asked other = bench.ask();
        Bench.refused("unknown_response_key", wallet.post(one.request(), response(other)));
    }

    @Test
    void n084_kidMissing_isRefused() throws Exception {
        refusesHeader("unknown_response_key", "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":%s}");
    }

    @ParameterizedTest
    @CsvSource({"RSA1_5", "dir", "PBES2-HS256+A128KW"})
    void n085_anotherAlgorithm_isRefused(String algorithm) throws Exception {
        refusesHeader("response_header_refused",
                "{\"alg\":\"" + algorithm + "\",\"enc\":\"A256GCM\",\"p2c\":1000000000,\"epk\":%s,\"kid\":\"%s\"}");
    }

    @Test
    void n085_encryptionNotOffered_isRefused() throws Exception {
        refusesHeader("response_header_refused",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A128CBC-HS256\",\"epk\":%s,\"kid\":\"%s\"}");
    }

    @Test
    void n086_tagFlipped_isRefusedWithOneText() throws Exception {
        Asked asked = bench.ask();
        String[] parts = response(asked).split("\\.", -1);
        byte[] tag = Base64Url.decode(parts[4]);
        tag[0] ^= 1;
        parts[4] = Base64Url.encode(tag);
        Bench.refused("response_unreadable", wallet.post(asked.request(), String.join(".", parts)));
    }

    @Test
    void n086_keyOffTheCurve_isRefusedWithTheSameText() throws Exception {
        String point = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + "A".repeat(42) + "E\",\"y\":\"" + "A".repeat(42)
                + "E\"}";
        refusesHeader("response_unreadable",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":" + point + ",\"kid\":\"%2$s\"}");
    }

    @Test
    void n087_compressed_isRefused() throws Exception {
        refusesHeader("response_header_refused",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"zip\":\"DEF\",\"epk\":%s,\"kid\":\"%s\"}");
    }

    @Test
    void unreadable_leavesTheCheckOpen() throws Exception {
        Asked asked = bench.ask();
        Bench.refused("malformed_response", wallet.postForm(asked.request().text("response_uri"), "hello=world"));
        Bench.refused("malformed_response",
                wallet.postForm(asked.request().text("response_uri"), "response=a&response=b"));
        assertThat(wallet.post(asked.request(), response(asked)).statusCode()).isEqualTo(200);
    }

    @Test
    void refusal_whenTheCallerAcceptsNothingSensible_stillSaysWhy() throws Exception {
        Asked asked = bench.ask();
        for (String accept : List.of(";;;", "application/xml", "text/html,;;")) {
            Bench.refused("malformed_response",
                    wallet.send(HttpRequest.newBuilder(URI.create(asked.request().text("response_uri")))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Accept", accept)
                            .POST(HttpRequest.BodyPublishers.ofString("hello=world"))
                            .build()));
        }
    }

    @Test
    void tooLarge_isRefusedBeforeItIsRead() throws Exception {
        Asked asked = bench.ask();
        var answer = wallet.post(asked.request(), "x".repeat(600 * 1024));
        assertThat(answer.statusCode()).isIn(400, 413);
        assertThat(bench.desk.state(asked.begun()).get("state").asString()).isEqualTo("WAITING");
    }

    @Test
    void n101_claimsNobodyAskedFor_areNeitherShownNorStored() throws Exception {
        Asked asked = bench.ask();
        String everything = wallet.present(bench.card(), asked.request(),
                List.of(ClaimPath.of("work_permission"), ClaimPath.of("given_name"),
                        ClaimPath.of("family_name"), ClaimPath.of("portrait"), ClaimPath.of("document_number")));
        assertThat(bench.present(asked, everything).statusCode()).isEqualTo(200);
        assertThat(bench.desk.state(asked.begun()).toString()).doesNotContain("RTW-000421");
        bench.desk.match(asked.begun(), true);
        assertThat(bench.desk.get("checks/" + asked.begun().get("check_id").asString() + "/receipt").body())
                .satisfies(receipt -> assertThat(
                        new String(Base64Url.decode(receipt.split("\\.", -1)[1]), StandardCharsets.UTF_8))
                        .doesNotContain("RTW-000421", "Tesfay", "Habte"));
    }

    @Test
    void n164_redirectAddressInTheResponse_isNeverReturned() throws Exception {
        Asked asked = bench.ask();
        var answer = wallet.postForm(asked.request().text("response_uri"),
                "response=" + response(asked) + "&redirect_uri=https%3A%2F%2Fevil.example");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
    }

    @Test
    void n169_control_accessDeniedInClear_isAccepted() throws Exception {
        Asked asked = bench.ask();
        var answer = wallet.postForm(asked.request().text("response_uri"),
                "error=access_denied&state=" + asked.request().text("state"));
        assertThat(answer.statusCode()).isEqualTo(200);
        ObjectNode state = bench.desk.state(asked.begun());
        assertThat(state.get("state").asString()).isEqualTo("REFUSED");
        assertThat(state.propertyNames()).doesNotContain("answer", "findings", "person");
    }

    @Test
    void unknownCheckOrOrganisation_isRefused() throws Exception {
        String base = bench.world.baseUrl;
        Bench.refused("unknown_request",
                wallet.postForm(base + "/harbour-bakery/oid4vp/responses/nothing", "response=x"));
        Bench.refused("unknown_request", wallet.postForm(base + "/nobody/oid4vp/responses/nothing", "response=x"));
        Asked asked = bench.ask();
        Bench.refused("unknown_request",
                wallet.postForm(asked.request().text("response_uri").replace("harbour-bakery", "river-mill"),
                        "response=" + response(asked)));
    }

    private String response(Asked asked) {
        return TestWallet.encrypted(asked.request(),
                TestWallet.vpToken(asked.request(), wallet.present(bench.card(), asked.request())));
    }

    private void refusesToken(String reason, java.util.function.Function<Request, VpToken> token) throws Exception {
        Asked asked = bench.ask();
        Bench.refused(reason, bench.send(asked, token.apply(asked.request())));
    }

    /** A correct JWE whose header is exchanged: {@code %s} stands for a fresh epk and for the kid. */
    private void refusesHeader(String reason, String header) throws Exception {
        Asked asked = bench.ask();
        ECKey epk = EphemeralKey.generate().publicJwk();
        String epkJson = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + epk.getX() + "\",\"y\":\"" + epk.getY() + "\"}";
        String[] parts = response(asked).split("\\.", -1);
        parts[0] = Base64Url.encode(header.formatted(epkJson, asked.request().encryption().key().getKeyID())
                .getBytes(StandardCharsets.UTF_8));
        Bench.refused(reason, wallet.post(asked.request(), String.join(".", parts)));
        assertThat(bench.desk.state(asked.begun()).get("state").asString()).isEqualTo("WAITING");
    }
}
