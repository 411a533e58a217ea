package org.amana.system.journey;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.DeskApi;
import tools.jackson.databind.JsonNode;

/** What journeys about an exchange have in common, on one node or on several: a card, a question, an order. */
final class Orders {
    private Orders() {}

    /** That page of a wallet, opened by a link that an office gave. */
    static String inWallet(URI wallet, String page, String link) {
        return wallet + "/en/" + page + "?uri=" + URLEncoder.encode(link, StandardCharsets.UTF_8);
    }

    /** The person gets a card from the office in whose register they have that number. */
    static void receive(Holder person, URI wallet, DeskApi office, String number, String type) {
        JsonNode offer = office.post("people/" + office.person(number) + "/offers",
                "{\"credential_configuration_id\":\"" + type + "\",\"delivery\":\"screen\"}");
        person.receive(inWallet(wallet, "offer", offer.path("credential_offer").asString()),
                offer.path("tx_code").asString());
    }

    /** The person opens the question of that order. */
    static void isAsked(Holder person, URI wallet, JsonNode order, String look) {
        person.isAsked(inWallet(wallet, "request", order.path("request").asString()));
        person.phone().look(look);
    }

    /** The order, once it stands so; fails with all that is known of it. */
    static JsonNode await(DeskApi desk, String id, String state) {
        try {
            Await.until("the order is " + state,
                    () -> desk.get("exchanges/" + id).path("state").asString().equals(state));
        } catch (AssertionError e) {
            throw new AssertionError(desk.get("exchanges/" + id).toString(), e);
        }
        return desk.get("exchanges/" + id);
    }

    /** What came with the newest delivery of that order, about the first category. */
    static JsonNode received(DeskApi desk, JsonNode order) {
        return desk.get("received/" + order.at("/deliveries/0/received_id").asString()).at("/data/0/claims");
    }
}
