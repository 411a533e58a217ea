package org.amana.wallet.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.core.jose.Jwks;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeIssuer;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@WalletTest
class BrowserKeysTest {

    private final TestHolder holder;

    BrowserKeysTest(@Value("${amana.base-url}") String baseUrl) {
        holder = TestHolder.withBrowserKeyring(baseUrl);
    }

    @BeforeEach
    void calm() {
        World.calm();
    }

    private String accepted() {
        String issuance = holder.openOffer(World.ISSUER.offer("right-to-work")).text("issuance_id");
        assertThat(holder.api()
                .post("issuances/" + issuance + "/accept", "{'tx_code':'" + FakeIssuer.TX_CODE + "'}")
                .json()
                .path("count")
                .intValue()).isEqualTo(3);
        return issuance;
    }

    private static ObjectNode keys(EphemeralKey... keys) {
        ObjectNode body = StrictJson.object();
        ArrayNode jwks = body.putArray("keys");
        for (EphemeralKey key : keys) {
            jwks.add(Jwks.toMinimalJson(key.publicJwk()));
        }
        return body;
    }

    @Test
    void cards_areBoundToTheBrowsersKeys() {
        assertThat(holder.receive(World.ISSUER.offer("right-to-work")).status()).isEqualTo(200);
        assertThat(holder.api()
                .get("credentials")
                .json()
                .get(0)
                .path("kids")
                .valueStream()
                .map(kid -> kid.stringValue()))
                .containsExactlyInAnyOrderElementsOf(holder.browserKeys().stream().map(EphemeralKey::kid).toList());
    }

    @Test
    void keys_whenTooFewTwiceOrPrivate_areRefused() {
        String issuance = accepted();
        EphemeralKey one = EphemeralKey.generate();
        EphemeralKey two = EphemeralKey.generate();
        String path = "issuances/" + issuance + "/keys";
        assertThat(holder.api().post(path, keys(one, two)).text("reason")).isEqualTo("wrong_keys");
        assertThat(holder.api().post(path, keys(one, two, one)).text("reason")).isEqualTo("wrong_keys");
        ObjectNode secret = keys(one, two);
        secret.withArray("/keys").add(EphemeralKey.generate().toJwk());
        assertThat(holder.api().post(path, secret).text("reason")).isEqualTo("wrong_keys");
        assertThat(holder.api().post(path, keys(one, two, EphemeralKey.generate())).status()).isEqualTo(200);
    }

    @Test
    void proofs_whenSignedByAnotherKey_areNotSent() {
        String issuance = accepted();
        EphemeralKey[] made = {EphemeralKey.generate(), EphemeralKey.generate(), EphemeralKey.generate()};
        var inputs = holder.api().post("issuances/" + issuance + "/keys", keys(made)).json().path("signing_inputs");
        ObjectNode body = StrictJson.object();
        ArrayNode signatures = body.putArray("signatures");
        for (int i = 0; i < 3; i++) {
            signatures.add(TestHolder.signature(made[(i + 1) % 3], inputs.get(i).stringValue()));
        }
        Answer refused = holder.api().post("issuances/" + issuance + "/proofs", body);
        assertThat(refused.text("reason")).isEqualTo("wrong_signature");
        assertThat(World.ISSUER.calls("POST", "/labour-office/credential")).isEmpty();
        assertThat(holder.api().get("credentials").json()).isEmpty();
    }

    @Test
    void proofs_beforeKeys_areTheWrongStep() {
        String issuance = accepted();
        assertThat(holder.api().post("issuances/" + issuance + "/proofs", "{'signatures':[]}").text("reason"))
                .isEqualTo("wrong_step");
    }

    @Test
    void issuance_ofAnotherWallet_isNotThere() {
        String issuance = accepted();
        TestHolder other = TestHolder.withBrowserKeyring(baseUrl(holder));
        assertThat(other.api().get("issuances/" + issuance).status()).isEqualTo(404);
    }

    private static String baseUrl(TestHolder holder) {
        return holder.api().baseUrl();
    }
}
