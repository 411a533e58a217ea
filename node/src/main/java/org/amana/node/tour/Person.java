package org.amana.node.tour;

import java.util.Locale;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A person with a wallet whose keys the server keeps, because no browser takes part. */
final class Person {
    private final JsonApi wallet;

    private Person(JsonApi wallet) {
        this.wallet = wallet;
    }

    static Person withNewWallet(JsonApi api) {
        JsonNode made = api.post("/wallets",
                StrictJson.object().put("passphrase", "seven quiet herons over salt").put("keyring", "server"));
        String token = made.path("token").asString("");
        TourStopped.unless(!token.isEmpty(), "a token for the new wallet expected, got " + made.propertyNames());
        return new Person(api.as("Bearer " + token));
    }

    /** Opens an offer and returns the screen about it. */
    JsonNode open(Office.Offer offer) {
        return wallet.post("/offers", StrictJson.object().put("offer", offer.link()));
    }

    JsonApi.Reply tryAccept(JsonNode screen, String txCode) {
        return wallet.tryPost("/issuances/" + screen.path("issuance_id").asString("") + "/accept",
                StrictJson.object().put("tx_code", txCode));
    }

    /** The card of that type. */
    JsonNode card(String vct) {
        for (JsonNode card : wallet.get("/credentials")) {
            if (card.path("type").asString("").equals(vct)) {
                return card;
            }
        }
        throw new TourStopped("the wallet shows no card of type " + vct);
    }

    String cardState(String vct) {
        return card(vct).path("state").asString("").toUpperCase(Locale.ROOT);
    }

    /** Reads a request and returns the screen about it. */
    JsonNode read(String request) {
        return wallet.post("/requests", StrictJson.object().put("request", request));
    }

    /** Says yes, also to what the screen wants to be said explicitly. */
    JsonApi.Reply tryApprove(JsonNode screen) {
        ObjectNode approval = StrictJson.object().put("option", 0);
        approval.set("accept", screen.path("explicit").isArray() ? screen.path("explicit") : StrictJson.array());
        return wallet.tryPost("/requests/" + screen.path("request_id").asString("") + "/approve", approval);
    }

    /** Says yes and returns the receipt of what went out. */
    ConsentReceipt approve(JsonNode screen) {
        JsonApi.Reply reply = tryApprove(screen);
        JsonNode shared = reply.require(200);
        TourStopped.unless(shared.path("shared").asBoolean(false), reply.toString());
        return receipt(shared.path("receipt").asString(""));
    }

    boolean refuse(JsonNode screen) {
        return wallet.post("/requests/" + screen.path("request_id").asString("") + "/refuse", StrictJson.object())
                .path("shared")
                .asBoolean(true);
    }

    ConsentReceipt receipt(String id) {
        return ConsentReceipt.parse(wallet.get("/receipts/" + id).path("receipt"));
    }

    /** The newest consent. */
    JsonNode consent() {
        JsonNode consents = wallet.get("/consents");
        TourStopped.unless(!consents.isEmpty(), "a consent expected in the person's view");
        return consents.get(0);
    }

    void withdraw(String record) {
        wallet.post("/consents/" + record + "/withdraw", StrictJson.object());
    }

    /** The receipt of the newest entry of that kind in the person's own history. */
    ConsentReceipt receiptOf(String kind) {
        for (JsonNode entry : wallet.get("/history")) {
            if (entry.path("kind").asString("").equalsIgnoreCase(kind) && entry.has("receipt")) {
                return receipt(entry.path("receipt").asString(""));
            }
        }
        throw new TourStopped("an entry of kind " + kind + " with a receipt expected in the history");
    }

    int historyCount() {
        return wallet.get("/history").size();
    }
}
