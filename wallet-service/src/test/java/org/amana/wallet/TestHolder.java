package org.amana.wallet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amana.core.jose.Jwks;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.world.FakeIssuer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A person with a wallet, who does everything through the API. With a browser keyring the keys are in this object alone. */
public final class TestHolder {

    private final Api api;
    private final String walletId;
    private final Map<String, EphemeralKey> browser = new LinkedHashMap<>();

    private TestHolder(Api api, String walletId) {
        this.api = api;
        this.walletId = walletId;
    }

    public static TestHolder withServerKeyring(String baseUrl) {
        return signUp(baseUrl, "server");
    }

    public static TestHolder withBrowserKeyring(String baseUrl) {
        return signUp(baseUrl, "browser");
    }

    private static TestHolder signUp(String baseUrl, String keyring) {
        Api api = new Api(baseUrl);
        Answer made = api.post("wallets", "{'passphrase':'seven quiet rivers','keyring':'" + keyring + "'}");
        return new TestHolder(api.unlockedBy(made.text("token")), made.text("wallet_id"));
    }

    /** The same person, who typed their secret words again. */
    public TestHolder unlockedAgain() {
        Api locked = new Api(api.baseUrl());
        Answer opened = locked.post("sessions",
                "{'wallet_id':'" + walletId + "','passphrase':'seven quiet rivers'}");
        TestHolder same = new TestHolder(locked.unlockedBy(opened.text("token")), walletId);
        same.browser.putAll(browser);
        return same;
    }

    public Api api() {
        return api;
    }

    public String walletId() {
        return walletId;
    }

    public List<EphemeralKey> browserKeys() {
        return List.copyOf(browser.values());
    }

    /** Opens an offer and accepts it with its code. */
    public Answer receive(String offer) {
        Answer opened = openOffer(offer);
        return opened.status() == 201 ? accept(opened.text("issuance_id"), FakeIssuer.TX_CODE) : opened;
    }

    public Answer openOffer(String offer) {
        return api.post("offers", StrictJson.object().put("offer", offer));
    }

    public Answer accept(String issuance, String code) {
        Answer accepted = api.post("issuances/" + issuance + "/accept", "{'tx_code':'" + code + "'}");
        return accepted.json().has("count") ? prove(issuance, accepted.json().path("count").intValue()) : accepted;
    }

    private Answer prove(String issuance, int count) {
        List<EphemeralKey> keys = new ArrayList<>();
        ObjectNode body = StrictJson.object();
        ArrayNode jwks = body.putArray("keys");
        for (int i = 0; i < count; i++) {
            EphemeralKey key = EphemeralKey.generate();
            keys.add(key);
            browser.put(key.kid(), key);
            jwks.add(Jwks.toMinimalJson(key.publicJwk()));
        }
        JsonNode inputs = api.post("issuances/" + issuance + "/keys", body).json().path("signing_inputs");
        ObjectNode signatures = StrictJson.object();
        ArrayNode list = signatures.putArray("signatures");
        for (int i = 0; i < count; i++) {
            list.add(signature(keys.get(i), inputs.get(i).stringValue()));
        }
        return api.post("issuances/" + issuance + "/proofs", signatures);
    }

    public Answer open(String request) {
        return api.post("requests", StrictJson.object().put("request", request));
    }

    /** Says yes to the first option, whatever keyring. */
    public Answer approve(String request, String... accepted) {
        return approve(request, StrictJson.object(), accepted);
    }

    /** The same for a part of what another office is to send. */
    public Answer approvePart(String request, String send) {
        ObjectNode wish = StrictJson.object();
        wish.set("send", StrictJson.parseObject("{\"send\":" + send.replace('\'', '"') + "}", 10_000).path("send"));
        return approve(request, wish);
    }

    /** The same, and whoever asks may write to this wallet next time. */
    public Answer approveAndLetWrite(String request) {
        return approve(request, StrictJson.object().put("may_write", true));
    }

    private Answer approve(String request, ObjectNode wish, String... accepted) {
        wish.put("option", 0);
        ArrayNode list = wish.putArray("accept");
        for (String code : accepted) {
            list.add(code);
        }
        EphemeralKey oneTime = EphemeralKey.generate();
        wish.set("event_key", Jwks.toMinimalJson(oneTime.publicJwk()));
        Answer approved = api.post("requests/" + request + "/approve", wish);
        if (approved.json().has("event_signing_input")) {
            approved = api.post("requests/" + request + "/event", StrictJson.object()
                    .put("signature",
                            signature(oneTime, approved.text("event_signing_input"))));
        }
        return approved.json().has("presentations")
                ? present(request, approved.json().path("presentations"))
                : approved;
    }

    /** Says that somebody has to explain it first. */
    public Answer sayNotAble(String request) {
        return api.post("requests/" + request + "/not-able", "{}");
    }

    public Answer defer(String request) {
        return api.post("requests/" + request + "/defer", "{}");
    }

    public Answer present(String request, JsonNode presentations) {
        ObjectNode signatures = StrictJson.object();
        ArrayNode list = signatures.putArray("signatures");
        for (JsonNode one : presentations) {
            EphemeralKey key = browser.get(one.path("kid").stringValue());
            if (key == null) {
                throw new IllegalStateException("the browser does not hold this key");
            }
            list.add(signature(key, one.path("signing_input").stringValue()));
        }
        return api.post("requests/" + request + "/presentations", signatures);
    }

    public Answer refuse(String request) {
        return api.post("requests/" + request + "/refuse", "{}");
    }

    public static String signature(EphemeralKey key, String signingInput) {
        return Base64Url.encode(key.sign(signingInput.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }
}
