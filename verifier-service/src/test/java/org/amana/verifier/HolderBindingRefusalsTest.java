package org.amana.verifier;

import static org.amana.verifier.testing.Forger.ALL;
import static org.amana.verifier.testing.Forger.PERMISSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.amana.core.jose.JwsSigner;
import org.amana.core.key.EphemeralKey;
import org.amana.core.sdjwt.KeyBindingJwt;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.verifier.request.Token;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.Forger;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Whether the holder answered this request, at response_uri. */
class HolderBindingRefusalsTest {
    private final Bench bench = TestWorld.sharedBench();
    private final Forger forger = bench.forger;

    @Test
    void unchanged_isAccepted() throws Exception {
        bench.accepts(request -> forger.bind(forger.sdJwt(), request));
    }

    @Test
    void n030_anotherTyp_isRefused() throws Exception {
        bench.refuses("wrong_typ", request -> {
            String sdJwt = forger.sdJwt();
            return sdJwt + JwsSigner.sign(bench.wallet.holder, JwsSigner.header("openid4vci-proof+jwt"),
                    forger.keyBinding(sdJwt, request));
        });
    }

    @Test
    void n045_keyBindingMissing_isRefused() throws Exception {
        bench.refuses("missing_holder_binding", request -> forger.sdJwt());
    }

    @Test
    void n046_anotherKey_isRefused() throws Exception {
        bench.refuses("holder_key_mismatch", request -> {
            String sdJwt = forger.sdJwt();
            return sdJwt + JwsSigner.sign(EphemeralKey.generate(), JwsSigner.header("kb+jwt"),
                    forger.keyBinding(sdJwt, request));
        });
    }

    @Test
    void n046_noCnf_isRefused() throws Exception {
        ObjectNode payload = forger.payload(ALL);
        payload.remove("cnf");
        bench.refuses("holder_key_mismatch", request -> forger.present(payload, ALL, request));
    }

    @Test
    void n047_anotherNonce_isRefused() throws Exception {
        changed("nonce_mismatch", claims -> claims.put("nonce", "another"));
    }

    @Test
    void n047_prefixOfTheNonce_isRefused() throws Exception {
        changed("nonce_mismatch", claims -> claims.put("nonce", claims.get("nonce").asString().substring(0, 16)));
    }

    @Test
    void n047_nonceMissing_isRefused() throws Exception {
        changed("nonce_mismatch", claims -> claims.remove("nonce"));
    }

    @Test
    void n048_anotherAudience_isRefused() throws Exception {
        changed("audience_mismatch", claims -> claims.put("aud", "x509_hash:" + "A".repeat(43)));
    }

    @Test
    void n048_audienceWithoutPrefix_isRefused() throws Exception {
        changed("audience_mismatch",
                claims -> claims.put("aud", claims.get("aud").asString().substring("x509_hash:".length())));
    }

    @Test
    void n048_twoAudiences_areRefused() throws Exception {
        changed("audience_mismatch", claims -> {
            String ours = claims.get("aud").asString();
            claims.putArray("aud").add(ours).add("https://somebody.example");
        });
    }

    @Test
    void n048_responseUriAsAudience_isRefused() throws Exception {
        bench.refuses("audience_mismatch", request -> {
            String sdJwt = forger.sdJwt();
            ObjectNode claims = forger.keyBinding(sdJwt, request).put("aud", request.text("response_uri"));
            return sdJwt + JwsSigner.sign(bench.wallet.holder, JwsSigner.header("kb+jwt"), claims);
        });
    }

    @Test
    void n050_tooOld_isRefused() throws Exception {
        changed("kb_iat", claims -> claims.put("iat",
                bench.world.clock.instant().minus(Duration.ofMinutes(12)).getEpochSecond()));
    }

    @Test
    void n050_inTheFuture_isRefused() throws Exception {
        changed("kb_iat",
                claims -> claims.put("iat", bench.world.clock.instant().plus(Duration.ofMinutes(5)).getEpochSecond()));
    }

    @Test
    void n051_hashOverFewerDisclosures_isRefused() throws Exception {
        String fewer = Forger.join(forger.sdJwt().substring(0, forger.sdJwt().indexOf('~')), List.of(PERMISSION));
        changed("sd_hash_mismatch", claims -> claims.put("sd_hash", Token.hash(fewer)));
    }

    @Test
    void n051_hashMissing_isRefused() throws Exception {
        changed("sd_hash_mismatch", claims -> claims.remove("sd_hash"));
    }

    @Test
    void n053_answerToAnotherCheck_isRefused() throws Exception {
        Bench.Asked other = bench.ask();
        bench.refuses("nonce_mismatch", request -> bench.wallet.present(bench.card(), other.request()));
        assertThat(bench.desk.state(other.begun()).get("state").asString()).isEqualTo("WAITING");
    }

    @Test
    void n174_control_cnfWithFourMembersAlone_isAccepted() throws Exception {
        String card = bench.card();
        assertThat(UnverifiedSdJwtVc.parse(card).claims().at("/cnf/jwk").propertyNames())
                .containsExactlyInAnyOrder("kty", "crv", "x", "y");
        bench.accepts(request -> KeyBindingJwt.present(UnverifiedSdJwtVc.parse(card), request.text("client_id"),
                request.text("nonce"), bench.world.clock.instant(), bench.wallet.holder));
    }

    private void changed(String reason, Consumer<ObjectNode> change) throws Exception {
        bench.refuses(reason, request -> {
            String sdJwt = forger.sdJwt();
            ObjectNode claims = forger.keyBinding(sdJwt, request);
            change.accept(claims);
            return sdJwt + JwsSigner.sign(bench.wallet.holder, JwsSigner.header("kb+jwt"), claims);
        });
    }
}
