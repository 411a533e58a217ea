package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.Deployment;
import org.amana.system.deployment.DeskApi;
import tools.jackson.databind.JsonNode;

/** The municipality fetches the diploma of one person from the recognition office, by consent, over the two's own APIs. */
final class Orders {
    private final DeskApi municipality;
    private final HeadlessWallet wallet;
    private final URI issuer;

    Orders(Deployment amana, HeadlessWallet wallet) {
        this.municipality = new DeskApi(amana.verifier(), amana.staff("harbour-municipality"));
        this.wallet = wallet;
        this.issuer = amana.issuer();
    }

    /** The municipality asks once for the diploma, and the person says yes; the order. */
    String ask() {
        JsonNode order = municipality.post("exchanges",
                "{\"intended_use\":\"fetch-diploma\",\"source\":\"%s/recognition-office\",\"until\":\"%s\"}"
                        .formatted(issuer,
                                Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)));
        wallet.approve(wallet.read(order.path("request").asString())).require(200);
        return order.path("exchange_id").asString();
    }

    /** The clerk has it tried again. */
    void retry(String order) {
        municipality.post("exchanges/" + order + "/retry", "{}");
    }

    JsonNode state(String order) {
        return municipality.get("exchanges/" + order);
    }

    /** The consent's record in the ledger. */
    String record(String order) {
        return state(order).path("record").asString();
    }

    /** Waits until the order says why nothing came yet; the clerk reads it in that sentence. */
    JsonNode awaitReason(String order, String reason, String sentence) {
        waiting(order, Duration.ofMinutes(1), "reason " + reason,
                state -> state.path("reason").asString("").equals(reason));
        JsonNode state = state(order);
        assertThat(state.path("message").asString()).contains(sentence);
        assertThat(state.path("deliveries")).isEmpty();
        return state;
    }

    JsonNode await(String order, String expected) {
        return await(order, expected, Duration.ofMinutes(1));
    }

    JsonNode await(String order, String expected, Duration patience) {
        waiting(order, patience, expected, state -> state.path("state").asString().equals(expected));
        return state(order);
    }

    private void waiting(String order, Duration patience, String what, java.util.function.Predicate<JsonNode> holds) {
        try {
            Await.until("the order is " + what, patience, () -> holds.test(state(order)));
        } catch (AssertionError e) {
            throw new AssertionError(state(order).toString(), e);
        }
    }

    /** Once, and nothing but what was agreed to. */
    JsonNode delivered(String order) {
        return delivered(order, Duration.ofMinutes(1));
    }

    JsonNode delivered(String order, Duration patience) {
        JsonNode state = await(order, "DELIVERED", patience);
        assertThat(state.path("deliveries")).hasSize(1);
        JsonNode received = municipality.get("received/" + state.at("/deliveries/0/received_id").asString());
        assertThat(received.at("/data/0/claims").propertyNames())
                .isSubsetOf("qualification", "given_name", "family_name")
                .contains("qualification");
        assertThat(received.toString()).doesNotContain(RegisterProcess.SECRET);
        return state;
    }
}
