package org.amana.issuer;

import static org.amana.issuer.Answers.challenged;
import static org.amana.issuer.Answers.granted;
import static org.amana.issuer.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.testing.Spec;
import org.amana.core.vci.CredentialRequest;
import org.amana.core.vci.CredentialResponse;
import org.amana.core.vci.NonceValue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** The credential endpoint; each refusal changes one thing of a request that is granted. */
@IssuerTest
@Spec({"OID4VCI-1FINAL-7.2", "OID4VCI-1FINAL-8.2", "OID4VCI-1FINAL-8.3.1.1", "OID4VCI-1FINAL-8.3.1.2", "RFC9449-7.1",
        "RFC9449-11.1"})
class CredentialEndpointTest {
    private final Offices offices;
    private final ShiftedClock clock;

    CredentialEndpointTest(@Autowired Offices offices, @Autowired ShiftedClock clock) {
        this.offices = offices;
        this.clock = clock;
    }

    @Test
    void n118_nonceUsedTwiceOldOrMadeUp_isRefused() {
        var flow = begin();
        granted(flow.request(flow.proofs()));

        var again = begin();
        List<String> sameNonce = again.wallet.proofs(again.keys, flow.nonce);
        refused(again.request(sameNonce), 400, "invalid_nonce", "used before");
        refused(again.request(again.wallet.proofs(again.keys, new NonceValue("made-up"))), 400, "invalid_nonce",
                "not one of");
        NonceValue foreign = new TestWallet(offices.recognition()
                .offer(offices.recognition().person("R-0001"), "qualification")
                .get("credential_offer")
                .stringValue(), clock).nonce();
        refused(again.request(again.wallet.proofs(again.keys, foreign)), 400, "invalid_nonce", "not one of");
        NonceValue old = again.wallet.nonce();
        clock.advance(Duration.ofSeconds(299));
        NonceValue young = again.wallet.nonce();
        clock.advance(Duration.ofSeconds(2));
        refused(again.request(again.wallet.proofs(again.keys, old)), 400, "invalid_nonce", "expired");
        granted(again.request(again.wallet.proofs(again.keys, young)));
    }

    @Test
    void n119_n120_n121_n031_proofSpoiled_isRefusedAndNothingIsIssued() {
        var flow = begin();
        EphemeralKey key = flow.keys.getFirst();
        flow.refusesProof(flow.wallet.proof(key, flow.nonce, _ -> {}, claims -> claims.remove("nonce")),
                "expected a nonce");
        flow.refusesProof(flow.wallet.proof(key, flow.nonce, _ -> {}, claims -> claims.put("aud", flow.issuer() + "/")),
                "expected aud");
        flow.refusesProof(flow.wallet.proof(key, flow.nonce, _ -> {},
                claims -> claims.put("iat", clock.instant().minusSeconds(3_600).getEpochSecond())), "window");
        flow.refusesProof(flow.wallet.proof(key, flow.nonce, header -> header.put("typ", "kb+jwt"), _ -> {}),
                "expected typ");
        flow.refusesProof(flow.wallet.proof(key, flow.nonce, _ -> {}, claims -> claims.put("iss", "wallet")),
                "expected no iss");
        assertThat(flow.cards()).isZero();
        // the nonce was not burnt by any of them
        granted(flow.request(flow.proofs()));
    }

    @Test
    void n032_addressOfAKeyInTheHeader_isNotUsed() {
        var flow = begin();
        String proof = flow.wallet.proof(flow.keys.getFirst(), flow.nonce,
                header -> header.put("jku", "http://169.254.169.254/").put("x5u", "http://169.254.169.254/"), _ -> {});
        // ignored: the key of the jwk header signed, and nothing is fetched
        granted(flow.request(List.of(proof)));
    }

    @Test
    void n124_oneBadProofAmongGoodOnes_nothingIsIssued() {
        var flow = begin(3);
        var proofs = new ArrayList<>(flow.proofs());
        proofs.set(1, flow.wallet.proof(flow.keys.get(1), flow.nonce, header -> header.set("jwk",
                Jwks.toMinimalJson(EphemeralKey.generate().publicJwk())), _ -> {}));

        refused(flow.request(proofs), 400, "invalid_proof", "signature does not match");
        assertThat(flow.cards()).isZero();

        var tooMany = begin(11);
        refused(tooMany.request(tooMany.proofs()), 400, "invalid_credential_request", "at most 10 proofs, got 11");
        var sameKey = begin();
        refused(sameKey.request(List.of(sameKey.proofs().getFirst(), sameKey.proofs().getFirst())), 400,
                "invalid_proof",
                "same key");
    }

    @Test
    void n126_unknownConfigurationOrIdentifier_isRefused() {
        var flow = begin();
        ObjectNode unknown = flow.body().put("credential_configuration_id", "unknown");
        refused(flow.wallet.requestCredentials(flow.token, unknown), 400, "unknown_credential_configuration",
                "no such");
        ObjectNode identifier = flow.body();
        identifier.remove("credential_configuration_id");
        identifier.put("credential_identifier", "one");
        refused(flow.wallet.requestCredentials(flow.token, identifier), 400, "unknown_credential_identifier",
                "given out");
        refused(flow.wallet.requestCredentials(flow.token, flow.body().put("credential_identifier", "one")), 400,
                "invalid_credential_request", "expected either");
        granted(flow.wallet.requestCredentials(flow.token, flow.body()));
    }

    @Test
    void n127_tokenForAnotherCredential_isRefused() {
        var offered = offices.offered(offices.shop(), "L-0001", "right-to-work");
        var flow = new Flow(offered.wallet(), offered.token(), offered.wallet().newKeys(1), offered.wallet().nonce());
        ObjectNode other = flow.body().put("credential_configuration_id", "qualification");

        challenged(flow.wallet.requestCredentials(flow.token, other), 403, "insufficient_scope",
                "for another credential");
        granted(flow.wallet.requestCredentials(flow.token, flow.body()));
    }

    @Test
    void n128_tokenExpiredRevokedForeignOrBearer_isRefused() {
        var flow = begin();
        HttpQuestion good = flow.wallet.credentialRequest(flow.token, flow.body());
        challenged(flow.wallet.http.exchange(good.withHeader("Authorization", "Bearer " + flow.token)), 401,
                "invalid_token",
                "expected the scheme DPoP");
        HttpAnswer none = flow.wallet.http.exchange(HttpQuestion.post(good.uri(), "application/json", good.body()));
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("www-authenticate")).hasValue("DPoP algs=\"ES256\"");

        var foreign = offices.offered(offices.recognition(), "R-0001", "qualification");
        challenged(flow.wallet.requestCredentials(foreign.token(), flow.body()), 401, "invalid_token",
                "not one of this issuer");

        var revoked = offices.offered();
        var revokedFlow = new Flow(revoked.wallet(), revoked.token(), revoked.wallet().newKeys(1),
                revoked.wallet().nonce());
        assertThat(offices.labour().post("offers/" + revoked.offerId() + "/withdraw", StrictJson.object()).status())
                .isEqualTo(204);
        challenged(revokedFlow.request(revokedFlow.proofs()), 401, "invalid_token", "revoked");

        granted(flow.wallet.requestCredentials(flow.token, flow.body()));
        clock.advance(Duration.ofMinutes(11));
        challenged(flow.request(flow.wallet.proofs(flow.keys, flow.wallet.nonce())), 401, "invalid_token", "expired");
    }

    @Test
    void query_whenItHoldsTheToken_isRefused() {
        var flow = begin();
        HttpQuestion good = flow.wallet.credentialRequest(flow.token, flow.body());
        HttpQuestion query = new HttpQuestion("POST", URI.create(good.uri() + "?access_token=" + flow.token),
                good.headers(),
                good.body(), 10_000, Duration.ofSeconds(10));

        challenged(flow.wallet.http.exchange(query), 400, "invalid_request", "in the address");
    }

    @Test
    void n131_bodyTooLargeNotJsonTwiceOrOtherType_isRefused() {
        var flow = begin();
        refused(flow.send("application/json", "{\"x\":\"" + "y".repeat(CredentialRequest.MAX_BYTES) + "\"}"), 413,
                "invalid_credential_request", "larger than");
        refused(flow.send("application/json", "credential"), 400, "invalid_credential_request", "not well-formed");
        refused(flow.send("application/json", "{\"proofs\":{},\"proofs\":{}}"), 400, "invalid_credential_request",
                "twice");
        refused(flow.send("application/x-www-form-urlencoded", StrictJson.write(flow.body())), 400,
                "invalid_credential_request",
                "application/json");
        granted(flow.send("application/json;charset=utf-8", StrictJson.write(flow.body())));
    }

    @Test
    void n132_proofReplayed_isRefusedAndNonceIsNotBurnt() {
        var flow = begin();
        HttpQuestion spoiled = flow.wallet.credentialRequest(flow.token,
                flow.body().put("credential_configuration_id", "x"));
        refused(flow.wallet.http.exchange(spoiled), 400, "unknown_credential_configuration", "no such");

        HttpQuestion replay = new HttpQuestion("POST", spoiled.uri(), spoiled.headers(),
                StrictJson.write(flow.body()).getBytes(StandardCharsets.UTF_8), 4_000_000, Duration.ofSeconds(10));
        challenged(flow.wallet.http.exchange(replay), 401, "invalid_dpop_proof", "used before");
        granted(flow.wallet.requestCredentials(flow.token, flow.body()));
    }

    @Test
    void n133_n134_n135_proofForAnotherTokenAddressOrKey_isRefused() {
        var flow = begin();
        URI address = flow.wallet.metadata.credentialEndpoint();
        HttpQuestion good = flow.wallet.credentialRequest(flow.token, flow.body());
        challenged(flow.wallet.http.exchange(good.withHeader("DPoP", flow.wallet.dpop(address, Optional.empty()))), 401,
                "invalid_dpop_proof", "ath");
        challenged(flow.wallet.http.exchange(good.withHeader("DPoP", flow.wallet.dpop(address, Optional.of("other")))),
                401,
                "invalid_dpop_proof", "ath");
        challenged(flow.wallet.http.exchange(good.withHeader("DPoP",
                flow.wallet.dpop(flow.wallet.server.tokenEndpoint(), Optional.of(flow.token)))), 401,
                "invalid_dpop_proof", "htu");
        var thief = begin();
        challenged(
                flow.wallet.http.exchange(good.withHeader("DPoP", thief.wallet.dpop(address, Optional.of(flow.token)))),
                401,
                "invalid_token", "bound to another key");
        granted(flow.wallet.http.exchange(good));
    }

    @Test
    void n165_hostileText_leavesOnlyAllowedCharacters() {
        var flow = begin();
        ObjectNode body = flow.body();
        body.putObject("proofs").putArray("\"\r\n<script>é").add("x");

        refused(flow.wallet.requestCredentials(flow.token, body), 400, "invalid_proof", "expected proof type jwt");
    }

    @Test
    void n176_responseEncryptionAsked_isRefused() {
        var flow = begin();
        ObjectNode body = flow.body();
        body.putObject("credential_response_encryption").put("enc", "A128GCM").putObject("jwk");

        refused(flow.wallet.requestCredentials(flow.token, body), 400, "invalid_encryption_parameters",
                "cannot be encrypted");
    }

    @Test
    void retry_whenTheAnswerWasLost_thenSameKeysGetTheSameIndexes() {
        var flow = begin(4);
        List<Long> first = indexes(flow.request(flow.proofs()));

        List<Long> second = indexes(flow.request(flow.wallet.proofs(flow.keys, flow.wallet.nonce())));

        assertThat(second).isEqualTo(first);
        assertThat(flow.cards()).isEqualTo(1);
    }

    @Test
    void retry_whenWithMoreKeysThanOneBatch_thenDeniedAndNothingAllotted() {
        var flow = begin(6);
        granted(flow.request(flow.proofs()));
        List<EphemeralKey> more = flow.wallet.newKeys(5);

        refused(flow.request(flow.wallet.proofs(more, flow.wallet.nonce())), 400, "credential_request_denied",
                "all its copies");
        granted(flow.request(flow.wallet.proofs(more.subList(0, 4), flow.wallet.nonce())));
    }

    @Test
    void retry_whenCardWasRevokedMeanwhile_thenDenied() {
        var flow = begin();
        granted(flow.request(flow.proofs()));
        offices.labour().change(flow.newestCard(), "revoke", "issued to the wrong person");

        refused(flow.request(flow.wallet.proofs(flow.keys, flow.wallet.nonce())), 400, "credential_request_denied",
                "revoked");
    }

    private static List<Long> indexes(HttpAnswer answer) {
        return CredentialResponse.parse(answer, 10)
                .credentials()
                .stream()
                .map(credential -> UnverifiedJws.parse(credential.substring(0, credential.indexOf('~')), 100_000)
                        .claims()
                        .at("/status/status_list/idx")
                        .longValue())
                .toList();
    }

    private Flow begin() {
        return begin(1);
    }

    private Flow begin(int keyCount) {
        // a person of its own for each flow would need a register of its own; counting cards starts from what is there
        var offered = offices.offered();
        return new Flow(offered.wallet(), offered.token(), offered.wallet().newKeys(keyCount),
                offered.wallet().nonce());
    }

    /** A wallet with token, keys and nonce, one request before its credentials. */
    private final class Flow {
        private final TestWallet wallet;
        private final String token;
        private final List<EphemeralKey> keys;
        private final NonceValue nonce;
        private final int cardsBefore;

        Flow(TestWallet wallet, String token, List<EphemeralKey> keys, NonceValue nonce) {
            this.wallet = wallet;
            this.token = token;
            this.keys = keys;
            this.nonce = nonce;
            this.cardsBefore = cardsInAll();
        }

        String issuer() {
            return wallet.offer.credentialIssuer().value();
        }

        List<String> proofs() {
            return wallet.proofs(keys, nonce);
        }

        ObjectNode body() {
            return CredentialRequest.forConfiguration(wallet.configuration(), proofs()).toJson();
        }

        HttpAnswer request(List<String> proofs) {
            return wallet.requestCredentials(token, proofs);
        }

        HttpAnswer send(String contentType, String body) {
            return wallet.http
                    .exchange(wallet.credentialRequest(token, contentType, body.getBytes(StandardCharsets.UTF_8)));
        }

        void refusesProof(String proof, String reason) {
            refused(request(List.of(proof)), 400, "invalid_proof", reason);
        }

        int cards() {
            return cardsInAll() - cardsBefore;
        }

        String newestCard() {
            Desk desk = offices.labour();
            return desk.credentials(desk.person("L-0001")).get(0).get("credential_id").stringValue();
        }

        private int cardsInAll() {
            Desk desk = offices.labour();
            return desk.credentials(desk.person("L-0001")).size();
        }
    }
}
