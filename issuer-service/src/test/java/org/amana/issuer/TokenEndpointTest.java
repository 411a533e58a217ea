package org.amana.issuer;

import static org.amana.issuer.Answers.granted;
import static org.amana.issuer.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.testing.Spec;
import org.amana.core.vci.TokenRequest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** The token endpoint: one code, one token, one key. */
@IssuerTest
@Spec({"OID4VCI-1FINAL-6.1", "OID4VCI-1FINAL-6.3", "OID4VCI-1FINAL-13.6", "RFC9449-4.3", "RFC9449-5", "RFC6749-5.2"})
class TokenEndpointTest {
    private final Offices offices;
    private final ShiftedClock clock;

    TokenEndpointTest(@Autowired Offices offices, @Autowired ShiftedClock clock) {
        this.offices = offices;
        this.clock = clock;
    }

    @Test
    void token_whenRedeemed_thenBoundToTheWalletsKeyAndNamesNobody() {
        var offered = offices.offered();

        HttpAnswer answer = offered.wallet().requestToken(offered.txCode());

        granted(answer);
        assertThat(answer.json().get("token_type").stringValue()).isEqualTo("DPoP");
        ObjectNode claims = UnverifiedJws.parse(answer.json().get("access_token").stringValue(), 8_000).claims();
        assertThat(claims.at("/cnf/jkt").stringValue()).isEqualTo(offered.wallet().dpopKey.kid());
        assertThat(claims.get("scope").stringValue()).isEqualTo("right-to-work");
        assertThat(claims.get("aud").stringValue()).isEqualTo(offered.wallet().offer.credentialIssuer().value());
        assertThat(claims.toString()).doesNotContain("Amina", "L-0001");
    }

    @Test
    void n145_codeUsedTwiceUnknownOrExpired_isRefused() {
        var used = offices.offered();
        granted(used.wallet().requestToken(used.txCode()));
        refused(used.wallet().requestToken(used.txCode()), 400, "invalid_grant", "unknown, used, expired or locked");

        HttpQuestion unknown = changed(used.wallet().tokenRequest(used.txCode()), "pre-authorized_code=",
                "pre-authorized_code=x");
        refused(used.wallet().http.exchange(unknown), 400, "invalid_grant", "unknown, used, expired or locked");

        var late = offices.offered();
        clock.advance(Duration.ofMinutes(16));
        refused(late.wallet().requestToken(late.txCode()), 400, "invalid_grant", "unknown, used, expired or locked");
        assertThat(offices.labour().get("offers/" + late.offerId()).json().get("state").stringValue())
                .isEqualTo("EXPIRED");
    }

    @Test
    void n145_codeOfAnotherAuthority_isRefusedAndNotSpent() {
        var offered = offices.offered();
        URI other = offices.uri("/recognition-office/oauth2/token");
        var request = new TokenRequest(offered.wallet().offer.preAuthorizedCode().orElseThrow().code(),
                Optional.of(offered.txCode()), Optional.empty());

        refused(offered.wallet().http.exchange(HttpQuestion.postForm(other, request.parameters())
                .withHeader("DPoP", offered.wallet().dpop(other, Optional.empty()))), 400, "invalid_grant", "unknown");
        granted(offered.wallet().requestToken(offered.txCode()));
    }

    @Test
    void n146_fiftyAtOnce_exactlyOneSucceeds() throws Exception {
        var offered = offices.offered();
        List<Callable<Integer>> requests = java.util.stream.Stream
                .<Callable<Integer>>generate(() -> () -> offered.wallet().requestToken(offered.txCode()).status())
                .limit(50)
                .toList();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = executor.invokeAll(requests).stream().map(Future::resultNow).toList();

            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 400).hasSize(49);
        }
    }

    @Test
    void n147_fiveWrongTransactionCodes_killTheOfferEvenForTheRightOne() {
        var offered = offices.offered();
        String wrong = offered.txCode().equals("000000") ? "000001" : "000000";
        for (int left = 4; left > 0; left--) {
            refused(offered.wallet().requestToken(wrong), 400, "invalid_grant", "tries left: " + left);
        }
        refused(offered.wallet().requestToken(wrong), 400, "invalid_grant", "the offer is locked");

        refused(offered.wallet().requestToken(offered.txCode()), 400, "invalid_grant",
                "unknown, used, expired or locked");
        assertThat(offices.labour().get("offers/" + offered.offerId()).json().get("state").stringValue())
                .isEqualTo("LOCKED");
    }

    @Test
    void n148_transactionCodeMissing_isRefusedAndNotSpent() {
        var offered = offices.offered();
        HttpQuestion without = changed(offered.wallet().tokenRequest(offered.txCode()), "&tx_code=" + offered.txCode(),
                "");

        refused(offered.wallet().http.exchange(without), 400, "invalid_request", "tx_code is missing");
        granted(offered.wallet().requestToken(offered.txCode()));
    }

    @Test
    void dpop_whenMissing_isRefusedAndNothingIsSpent() {
        var offered = offices.offered();
        TestWallet wallet = offered.wallet();
        HttpQuestion good = wallet.tokenRequest(offered.txCode());
        var bare = HttpQuestion.post(good.uri(), "application/x-www-form-urlencoded", good.body());

        refused(wallet.http.exchange(bare), 400, "invalid_dpop_proof", "exactly one DPoP header expected");
        granted(wallet.requestToken(offered.txCode()));
    }

    @Test
    void n132_proofReplayed_isRefused() {
        var first = offices.offered();
        HttpQuestion request = first.wallet().tokenRequest(first.txCode());
        granted(first.wallet().http.exchange(request));

        refused(first.wallet().http.exchange(request), 400, "invalid_dpop_proof", "used before");
    }

    @Test
    void n134_proofForAnotherAddressOrMethod_isRefused_queryIsIgnored() {
        var offered = offices.offered();
        TestWallet wallet = offered.wallet();
        String address = wallet.server.tokenEndpoint().toString();
        for (String other : List.of(address + "/x", address.replace("http:", "https:"),
                address.replace("localhost", "127.0.0.1"))) {
            refusesDpop(offered, wallet.dpop(URI.create(other), Optional.empty()), "htu is not the address");
        }
        refusesDpop(offered, dpop(wallet, claims -> claims.put("htm", "GET"), "dpop+jwt"), "htm is not the method");
        granted(wallet.http.exchange(wallet.tokenRequest(offered.txCode())
                .withHeader("DPoP", wallet.dpop(URI.create(address + "?x=1"), Optional.empty()))));
    }

    @Test
    void n137_twoHeadersWrongTypOrPrivateKey_isRefused() {
        var offered = offices.offered();
        TestWallet wallet = offered.wallet();
        HttpQuestion good = wallet.tokenRequest(offered.txCode());
        String second = wallet.dpop(wallet.server.tokenEndpoint(), Optional.empty());
        refused(wallet.http.post(good.uri(),
                List.of("DPoP", String.valueOf(good.headers().get("DPoP")), "DPoP", second),
                "application/x-www-form-urlencoded", good.body()), 400, "invalid_dpop_proof", "found 2");
        refusesDpop(offered, dpop(wallet, _ -> {}, "JWT"), "typ dpop+jwt expected");
        ObjectNode header = JwsSigner.header("dpop+jwt");
        header.set("jwk", wallet.dpopKey.toJwk());
        refusesDpop(offered, JwsSigner.sign(wallet.dpopKey, header, dpopClaims(wallet)), "private");
        granted(wallet.requestToken(offered.txCode()));
    }

    @Test
    void n021_unsignedProof_isRefused() {
        var offered = offices.offered();
        ObjectNode header = StrictJson.object().put("alg", "none").put("typ", "dpop+jwt");
        header.set("jwk", Jwks.toMinimalJson(offered.wallet().dpopKey.publicJwk()));
        String unsigned = Base64Url.encode(StrictJson.write(header).getBytes(StandardCharsets.UTF_8)) + "."
                + Base64Url.encode(StrictJson.write(dpopClaims(offered.wallet())).getBytes(StandardCharsets.UTF_8))
                + ".";

        refusesDpop(offered, unsigned, "alg ES256 expected");
    }

    @Test
    void n163_repeatedParameterOrQuery_isRefused() {
        var offered = offices.offered();
        TestWallet wallet = offered.wallet();
        HttpQuestion good = wallet.tokenRequest(offered.txCode());
        refused(wallet.http.exchange(changed(good, "&tx_code", "&tx_code=1&tx_code")), 400, "invalid_request",
                "tx_code occurs twice");
        HttpQuestion query = wallet.tokenRequest(offered.txCode());
        refused(wallet.http
                .exchange(new HttpQuestion("POST", URI.create(query.uri() + "?x=1"), query.headers(), query.body(),
                        10_000, Duration.ofSeconds(10))),
                400, "invalid_request", "expected no query");
    }

    @Test
    void n163_tenThousandFields_isRefused() {
        var offered = offices.offered();
        HttpQuestion good = offered.wallet().tokenRequest(offered.txCode());
        String fields = new String(good.body(), StandardCharsets.UTF_8)
                + java.util.stream.IntStream.range(0, 10_000)
                        .mapToObj(i -> "&f" + i + "=1")
                        .collect(java.util.stream.Collectors.joining());

        HttpAnswer answer = offered.wallet().http.exchange(new HttpQuestion("POST", good.uri(), good.headers(),
                fields.getBytes(StandardCharsets.UTF_8), 10_000, Duration.ofSeconds(10)));

        refused(answer, 400, "invalid_request", "too large or malformed");
        granted(offered.wallet().requestToken(offered.txCode()));
    }

    @Test
    void n165_clientQuotesAndBreaks_leaveOnlyAllowedCharacters() {
        var offered = offices.offered();
        HttpQuestion good = offered.wallet().tokenRequest(offered.txCode());
        HttpQuestion hostile = changed(good, "&tx_code", "&%22%3Cb%3E%C3%A9=1&%22%3Cb%3E%C3%A9=2&tx_code");

        refused(offered.wallet().http.exchange(hostile), 400, "invalid_request", "occurs twice");
    }

    @Test
    void grantType_whenAnother_isUnsupported() {
        var offered = offices.offered();
        HttpQuestion good = offered.wallet().tokenRequest(offered.txCode());
        HttpAnswer answer = offered.wallet().http.exchange(changed(good,
                "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Apre-authorized_code", "client_credentials"));

        refused(answer, 400, "unsupported_grant_type", "grant_type");
    }

    @Test
    void client_whenItSendsCredentials_isRefused() {
        var offered = offices.offered();
        HttpQuestion good = offered.wallet().tokenRequest(offered.txCode());

        refused(offered.wallet().http.exchange(good.withHeader("Authorization", "Basic d2FsbGV0OnNlY3JldA==")), 401,
                "invalid_client", "public clients");
    }

    @Test
    void path_whenNoAuthority_isNoIssuer() {
        var http = new Http();
        for (String path : List.of("/oauth2/token", "/x/oauth2/token", "/labour-office/x/oauth2/token",
                "/labour-office/oauth2/introspect", "/labour-office/oauth2/revoke",
                "/labour-office/oauth2/authorize")) {
            assertThat(
                    http.post(offices.uri(path), List.of(), "application/x-www-form-urlencoded", new byte[0]).status())
                    .as(path)
                    .isIn(403, 404);
        }
    }

    private void refusesDpop(Offices.Offered offered, String proof, String reason) {
        refused(offered.wallet().http
                .exchange(offered.wallet().tokenRequest(offered.txCode()).withHeader("DPoP", proof)), 400,
                "invalid_dpop_proof", reason);
    }

    private String dpop(TestWallet wallet, java.util.function.Consumer<ObjectNode> change, String typ) {
        ObjectNode header = JwsSigner.header(typ);
        header.set("jwk", Jwks.toMinimalJson(wallet.dpopKey.publicJwk()));
        ObjectNode claims = dpopClaims(wallet);
        change.accept(claims);
        return JwsSigner.sign(wallet.dpopKey, header, claims);
    }

    private ObjectNode dpopClaims(TestWallet wallet) {
        return StrictJson.object()
                .put("jti", java.util.UUID.randomUUID().toString())
                .put("htm", "POST")
                .put("htu", wallet.server.tokenEndpoint().toString())
                .put("iat", clock.instant().getEpochSecond());
    }

    private static HttpQuestion changed(HttpQuestion question, String from, String to) {
        String body = new String(question.body(), StandardCharsets.UTF_8);
        assertThat(body).contains(from);
        return new HttpQuestion(question.method(), question.uri(), question.headers(),
                body.replace(from, to).getBytes(StandardCharsets.UTF_8), question.maxAnswerBytes(), question.timeout());
    }
}
