package org.amana.system.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.amana.system.deployment.Deployment;
import org.amana.system.deployment.DeskApi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A labour office, a bakery and a person's program, which issue cards and show them over HTTP. Whatever is not
 * answered as it should be ends the run.
 */
final class FlowDriver {

    /** Single-use copies of a card; the last one is never shown, so that no copy is shown twice. */
    static final int COPIES = 10;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String QUESTION = """
            {"intended_use":"check-right-to-work","job":"Baker","hours_per_week":20,"start_date":"2026-12-01"}""";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Deployment deployment;
    private final DeskApi office;
    private final DeskApi employer;
    private final String person;
    private final String token;

    FlowDriver(Deployment deployment) throws IOException, InterruptedException {
        this.deployment = deployment;
        this.office = new DeskApi(deployment.issuer(), deployment.staff("labour-office"));
        this.employer = new DeskApi(deployment.verifier(), deployment.staff("harbour-bakery"));
        this.person = office.person("L-0001");
        this.token = wallet("wallets", "{\"passphrase\":\"seven quiet herons over salt\",\"keyring\":\"server\"}", "")
                .path("token")
                .asString();
    }

    /** An offer the person has looked at and not yet accepted. */
    record OpenOffer(String issuance, String txCode) {}

    /** The office makes an offer and the wallet reads it. */
    OpenOffer offer() throws IOException, InterruptedException {
        JsonNode offer = office.post("people/" + person + "/offers",
                "{\"credential_configuration_id\":\"right-to-work\",\"delivery\":\"screen\"}");
        JsonNode screen = wallet("offers", JSON.writeValueAsString(
                JSON.createObjectNode().put("offer", offer.path("credential_offer").asString())), token);
        return new OpenOffer(screen.path("issuance_id").asString(), offer.path("tx_code").asString());
    }

    /** Token, nonce, key proofs, {@link #COPIES} credentials, each verified by the wallet; the id of the card. */
    String accept(OpenOffer offer) throws IOException, InterruptedException {
        return wallet("issuances/" + offer.issuance() + "/accept", "{\"tx_code\":\"" + offer.txCode() + "\"}", token)
                .at("/credentials/0/id")
                .asString();
    }

    /** So many questions of the bakery, each for one showing of a card. */
    List<String> ask(int count) {
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(employer.post("checks", QUESTION).path("request").asString());
        }
        return requests;
    }

    /** One OpenID4VP flow, from reading the request to the verifier's yes. */
    void show(String request) throws IOException, InterruptedException {
        JsonNode screen = wallet("requests", JSON.writeValueAsString(JSON.createObjectNode().put("request", request)),
                token);
        JsonNode shared = wallet("requests/" + screen.path("request_id").asString() + "/approve",
                "{\"option\":0,\"accept\":[]}", token);
        if (!shared.path("shared").asBoolean(false)) {
            throw new IllegalStateException("not shared: " + shared);
        }
    }

    void delete(String card) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(deployment.wallet() + "/api/v1/credentials/" + card))
                .DELETE()
                .header("Authorization", "Bearer " + token));
    }

    private JsonNode wallet(String path, String json, String bearer) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(deployment.wallet() + "/api/v1/" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return send(bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }
}
