package org.amana.verifier;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.note.LogSigner;
import org.amana.core.rights.RightsAnswer;
import org.amana.core.rights.RightsRequest;
import org.amana.verifier.rights.TellAnswers;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.Bench.Asked;
import org.amana.verifier.testing.TestLedger;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A person asks the bakery to erase what it holds: nobody else can, and the answer is given once. */
class RightsTest {
    private static final String ANSWER = "{\"outcome\":\"%s\"}";
    private final Bench bench = TestWorld.sharedBench();
    private final TestWorld world = bench.world;
    private final TestLedger ledger = world.ledger;
    private RequestHash hash = RequestHash.of("a.b.c");

    @BeforeEach
    void keepADiploma() throws Exception {
        world.renew();
        Asked asked = bench.askForDiploma();
        hash = RequestHash.of(asked.request().jwt());
        ledger.answers(ledger.given(hash), "GIVEN");
        var response = bench.wallet.answer(asked.request(), world.issuer.qualification(bench.wallet.holder));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @AfterEach
    void nothingIsKept() {
        for (String table : new String[]{"kept_diploma", "withdrawn_consent", "erasure_confirmation", "rights_request"})
            world.bean(JdbcClient.class).sql("delete from " + table).update();
        world.peers.resetRequests();
    }

    private RightsRequest request(SigningKey key) {
        return RightsRequest.sign(key, "harbour-bakery", TestLedger.RECORD, hash, world.clock.instant(),
                new Random());
    }

    private HttpResponse<String> bring(RightsRequest request) throws Exception {
        return bring(ledger.proof(request, ledger.log));
    }

    private HttpResponse<String> bring(ObjectNode receipt) throws Exception {
        return send(HttpRequest.newBuilder(address(""))
                .POST(HttpRequest.BodyPublishers.ofString(
                        StrictJson.write(receipt)))
                .header("Content-Type", "application/json"));
    }

    private URI address(String more) {
        return URI.create(world.baseUrl + "/harbour-bakery/rights" + more);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static JsonNode json(String body) {
        return StrictJson.parse(body.getBytes(StandardCharsets.UTF_8), 100_000);
    }

    private JsonNode inbox() throws Exception {
        return json(bench.desk.get("rights").body());
    }

    private JsonNode kept() throws Exception {
        return json(bench.desk.get("kept").body()).get(0);
    }

    private void refused(String reason, HttpResponse<String> response) throws Exception {
        assertThat(response.body()).contains("\"" + reason + "\"");
        assertThat(response.statusCode()).isBetween(400, 499);
        assertThat(inbox()).isEmpty();
    }

    @Test
    void request_ofThePersonWhoConsented_isInTheInboxWithItsClock() throws Exception {
        assertThat(bring(request(ledger.person)).statusCode()).isEqualTo(201);
        assertThat(inbox()).hasSize(1);
        assertThat(inbox().get(0).path("state").asString()).isEqualTo("RUNNING");
        world.clock.advance(Duration.ofDays(27));
        assertThat(inbox().get(0).path("state").asString()).isEqualTo("SOON");
        world.clock.advance(Duration.ofDays(6));
        assertThat(inbox().get(0).path("state").asString()).isEqualTo("OVERDUE");
        world.clock.advance(Duration.ofDays(-33));
    }

    @Test
    void request_byAnotherKeyOrAboutAnotherConsent_isRefused() throws Exception {
        refused("not_own", bring(request(EphemeralKey.generate())));
        refused("not_own", bring(RightsRequest.sign(ledger.person, "harbour-bakery",
                new RecordId("BBBBBBBBBBBBBBBBBBBBBB"), hash, world.clock.instant(), new Random())));
        refused("bad_request", bring(RightsRequest.sign(ledger.person, "river-mill", TestLedger.RECORD, hash,
                world.clock.instant(), new Random())));
        ledger.noConsent();
        refused("not_own", bring(request(ledger.person)));
    }

    @Test
    void request_thatIsInNoKnownLog_isRefused() throws Exception {
        refused("bad_request", bring(ledger.proof(request(ledger.person),
                LogSigner.generate(ledger.log.origin(), new Random(99)))));
        ObjectNode other = ledger.proof(request(ledger.person), ledger.log);
        other.put("statement", RightsRequest
                .sign(ledger.person, "harbour-bakery", TestLedger.RECORD, hash,
                        world.clock.instant(), new Random(7))
                .compact());
        refused("bad_request", bring(other));
        other.put("statement", "a.b.c");
        refused("bad_message", bring(other));
    }

    @Test
    void request_whileTheLedgerIsDown_canBeBroughtAgain() throws Exception {
        ledger.isDown();
        assertThat(bring(request(ledger.person)).statusCode()).isEqualTo(503);
        assertThat(inbox()).isEmpty();
    }

    @Test
    void request_twiceOrAnotherWhileOneIsOpen_isRefused() throws Exception {
        RightsRequest request = request(ledger.person);
        bring(request);
        assertThat(bring(request).body()).contains("already_received");
        assertThat(bring(request(ledger.person)).body()).contains("already_received");
        assertThat(inbox()).hasSize(1);
    }

    @Test
    void answer_erased_deletesTheCopyAndIsReadOnceTheLedgerHasIt() throws Exception {
        RightsRequest request = request(ledger.person);
        bring(request);
        assertThat(bench.desk.post("rights/" + request.digest() + "/answer", ANSWER.formatted("ERASED")).statusCode())
                .isEqualTo(200);
        assertThat(kept().path("state").asString()).isEqualTo("ERASED");
        assertThat(world.bean(JdbcClient.class)
                .sql("select count(*) from kept_diploma where sealed is not null or data_key is not null")
                .query(Long.class)
                .single()).isZero();
        assertThat(send(HttpRequest.newBuilder(address("/" + request.digest()))).body()).contains("OPEN");
        world.clock.advance(Duration.ofMinutes(2));
        ledger.acknowledgesAnswers(request);
        world.bean(TellAnswers.class).sendDue();
        assertThat(send(HttpRequest.newBuilder(address("/" + request.digest()))).body()).contains("ANSWERED");
        RightsAnswer told = RightsAnswer.verify(json(world.peers
                .findAll(postRequestedFor(urlEqualTo("/v1/rights/answers")))
                .getLast()
                .getBodyAsString())
                .path("answer")
                .asString());
        assertThat(told.request()).isEqualTo(request.digest());
        assertThat(told.party()).isEqualTo("harbour-bakery");
    }

    @Test
    void answer_refused_keepsTheCopy_andASecondAnswerChangesNothing() throws Exception {
        RightsRequest request = request(ledger.person);
        bring(request);
        String path = "rights/" + request.digest() + "/answer";
        assertThat(bench.desk.post(path, ANSWER.formatted("NO_TIME")).statusCode()).isEqualTo(400);
        assertThat(bench.desk.post(path, ANSWER.formatted("REFUSED_CLAIMS")).statusCode()).isEqualTo(200);
        assertThat(bench.desk.post(path, ANSWER.formatted("ERASED")).statusCode()).isEqualTo(409);
        assertThat(kept().path("state").asString()).isEqualTo("KEPT");
        assertThat(inbox().get(0).path("outcome").asString()).isEqualTo("REFUSED_CLAIMS");
        assertThat(bench.desk.post("rights/" + "A".repeat(43) + "/answer", ANSWER.formatted("ERASED")).statusCode())
                .isEqualTo(404);
    }
}
