package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person's program: the published wallet API with a bearer token and the keys kept by the server. */
public final class HeadlessWallet {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PASSPHRASE = "seven quiet herons over salt";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI wallet;
    private final String walletId;
    private volatile String token;

    private HeadlessWallet(URI wallet) {
        this.wallet = wallet;
        this.token = "";
        JsonNode made = post("wallets", "{\"passphrase\":\"" + PASSPHRASE + "\",\"keyring\":\"server\"}").require(201);
        this.walletId = made.path("wallet_id").asString();
        this.token = made.path("token").asString();
    }

    public static HeadlessWallet create(URI wallet) {
        return new HeadlessWallet(wallet);
    }

    /** What came back. */
    public record Answer(int status, JsonNode body) {

        public JsonNode require(int expected) {
            assertThat(status).as(body.toString()).isEqualTo(expected);
            return body;
        }

        /** A refusal as the person gets it: what happened, that nothing was shared, and what to do next. */
        public JsonNode requireRefusal(int expected, String reason) {
            require(expected);
            assertThat(body.path("reason").asString("")).as(body.toString()).isEqualTo(reason);
            assertThat(body.path("shared").asBoolean(true)).as(body.toString()).isFalse();
            return requireSentence();
        }

        /** What happened, whether anything was shared, and what to do next; both fields say the same. */
        JsonNode requireSentence() {
            assertThat(status).as(body.toString()).isBetween(400, 599);
            assertThat(body.path("detail").asString("")).as(body.toString())
                    .contains(" ")
                    .endsWith(body.path("shared").asBoolean() ? "It may have been shared." : "Nothing was shared.");
            assertThat(body.path("next").asString("")).contains(" ").endsWith(".");
            return body;
        }
    }

    /** Value of an {@code Authorization} header while the wallet is open. */
    public String bearer() {
        return "Bearer " + token;
    }

    /** Opens the wallet again: a restart forgets every session. */
    public void unlock() {
        token = "";
        token = post("sessions", "{\"wallet_id\":\"" + walletId + "\",\"passphrase\":\"" + PASSPHRASE + "\"}")
                .require(200)
                .path("token")
                .asString();
    }

    public Answer tryOpen(String offerLink) {
        return post("offers", JSON.createObjectNode().put("offer", offerLink).toString());
    }

    /** Reads an offer; the id of the issuance. */
    public String open(String offerLink) {
        return tryOpen(offerLink).require(201).path("issuance_id").asString();
    }

    public Answer accept(String issuance, String txCode) {
        return post("issuances/" + issuance + "/accept", JSON.createObjectNode().put("tx_code", txCode).toString());
    }

    public int cardCount() {
        return get("credentials").size();
    }

    public JsonNode history() {
        return get("history");
    }

    /** Reads a request; the id it has in this wallet. */
    public String read(String request) {
        JsonNode screen = post("requests", JSON.createObjectNode().put("request", request).toString()).require(201);
        assertThat(screen.path("can_answer").asBoolean()).as(screen.toString()).isTrue();
        return screen.path("request_id").asString();
    }

    public Answer approve(String requestId) {
        return post("requests/" + requestId + "/approve", "{\"option\":0}");
    }

    /** Reads a request and says yes to all of it, also to what the person has to tick by itself. */
    public void agree(String request) {
        JsonNode screen = post("requests", JSON.createObjectNode().put("request", request).toString()).require(201);
        var yes = JSON.createObjectNode().put("option", 0);
        yes.set("accept", screen.path("explicit"));
        post("requests/" + screen.path("request_id").asString() + "/approve", yes.toString()).require(200);
    }

    public Answer refuse(String requestId) {
        return post("requests/" + requestId + "/refuse", "{}");
    }

    /** State of the newest card of that type, such as {@code valid}. */
    public String cardState(String vct) {
        return get("credentials").valueStream()
                .filter(card -> card.path("type").asString().equals(vct))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no card of type " + vct))
                .path("state")
                .asString();
    }

    /** The newest consent. */
    public JsonNode consent() {
        return get("consents").path(0);
    }

    public Answer withdraw(String record) {
        return post("consents/" + record + "/withdraw", "{}");
    }

    /** Has the ledger forget all decisions about the recipient of this consent. */
    public Answer forgetConsent(String record) {
        return post("consents/" + record + "/forget", "{}");
    }

    /** Removes the wallet and all that is in it. */
    public void forget() {
        send(request("wallet").DELETE()).require(204);
    }

    /** The receipt as the person can take it to {@code amana-ledger}. */
    public String receipt(String id) {
        return get("receipts/" + id).path("receipt").toString();
    }

    /** All entries in one file, as the person takes them along; without keys. */
    JsonNode takeLedgerFile() {
        return post("entries/export", "{}").require(200);
    }

    void bringLedgerFile(JsonNode file) {
        post("entries/import", JSON.createObjectNode().set("file", file).toString()).require(200);
    }

    /** The person's entries of the ledger, after asking it. */
    JsonNode entries() {
        return get("entries");
    }

    private JsonNode get(String path) {
        return send(request(path).GET()).require(200);
    }

    private Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(wallet + "/api/v1/" + path))
                .timeout(Duration.ofSeconds(40));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
