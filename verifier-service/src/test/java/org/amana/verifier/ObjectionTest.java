package org.amana.verifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.Objection;
import org.amana.core.consent.ObjectionAnswer;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.note.LogSigner;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A person objects to an access by law: it stops, and the answer goes to the ledger where the person looks for it. */
class ObjectionTest {
    private static final String ANSWERS = "/v1/objections/answers";
    private static final String GROUNDS = "{\"grounds\":\"The law asks for this check each year.\"}";
    private final ExchangeBench bench = new ExchangeBench(TestWorld.sharedBench());
    private final TestWorld world = bench.world;

    @BeforeEach
    void clean() {
        bench.clean();
        world.otherLedger.resetAll();
        world.bean(JdbcClient.class).sql("delete from objection").update();
        takesAnswers(world.otherLedger, world.ledger.otherLog);
        takesAnswers(world.peers, world.ledger.log);
    }

    /** An access that runs, and what the ledger of its source is called here. */
    private record Access(String order, RecordId record, RequestHash hash) {}

    @Test
    void answer_toAnAccessThatAnotherNodesLedgerKeeps_goesThereAlone() throws Exception {
        Access access = elsewhere();
        assertThat(object(access, world.ledger.otherLog, world.ledger.otherNoticeKey)).isEqualTo(204);
        assertThat(state(access)).isEqualTo("DENIED");

        assertThat(answer(access, GROUNDS).statusCode()).isEqualTo(200);

        List<LoggedRequest> sent = answers(world.otherLedger);
        assertThat(sent).hasSize(1);
        ObjectionAnswer counts = sent(sent.getFirst());
        assertThat(counts.record()).isEqualTo(access.record());
        assertThat(counts.requestHash()).isEqualTo(access.hash());
        assertThat(counts.grounds()).contains("The law asks for this check each year.");
        assertThat(SignedJWT.parse(sent.getFirst().getHeader("Authorization").substring("Bearer ".length()))
                .getJWTClaimsSet()
                .getIssuer()).as("the name by which that node knows this service")
                .isEqualTo("river-town-verifier-service");
        assertThat(answers(world.peers)).as("the office's own ledger knows nothing of that access").isEmpty();
        assertThat(objections().get(0).path("state").asString()).isEqualTo("REJECTED");
    }

    @Test
    void answer_toAnAccessOfThisNode_staysHere() throws Exception {
        Access access = here();
        assertThat(object(access, world.ledger.log, world.ledger.noticeKey)).isEqualTo(204);
        assertThat(answer(access, "{}").statusCode()).isEqualTo(200);
        assertThat(answers(world.peers)).hasSize(1);
        assertThat(answers(world.otherLedger)).isEmpty();
        assertThat(state(access)).as("given in").isEqualTo("ENDED");
    }

    @Test
    void objection_toldByATrustedLedgerThatKeepsAnotherAuthoritys_stopsNothing() throws Exception {
        Access there = elsewhere();
        Access own = here();
        assertThat(object(there, world.ledger.log, world.ledger.noticeKey)).isEqualTo(400);
        assertThat(object(own, world.ledger.otherLog, world.ledger.otherNoticeKey)).isEqualTo(400);
        assertThat(List.of(state(there), state(own))).containsOnly("READY");
        assertThat(objections()).isEmpty();
        assertThat(answer(there, GROUNDS).statusCode()).isEqualTo(404);
        assertThat(object(there, world.ledger.otherLog, world.ledger.otherNoticeKey)).as("the right one is heard")
                .isEqualTo(204);
        assertThat(state(there)).isEqualTo("DENIED");
    }

    @Test
    void objection_signedByAnyOtherKey_orOverAnotherAccess_isNone() throws Exception {
        Access access = elsewhere();
        assertThat(object(access, world.ledger.otherLog, EphemeralKey.generate())).isEqualTo(400);
        assertThat(object(access, world.ledger.otherLog, world.ledger.noticeKey)).as("one log in another's name")
                .isEqualTo(400);
        String foreign = objection(new Access("", new RecordId("BBBBBBBBBBBBBBBBBBBBBB"), access.hash()));
        assertThat(tell(access, foreign, world.ledger.otherLog, world.ledger.otherNoticeKey)).isEqualTo(400);
        assertThat(state(access)).isEqualTo("READY");
        assertThat(objections()).isEmpty();
    }

    @Test
    void answer_whileThatLedgerIsAway_isSentAgainAsItWas() throws Exception {
        Access access = elsewhere();
        object(access, world.ledger.otherLog, world.ledger.otherNoticeKey);
        world.otherLedger.stubFor(post(ANSWERS).willReturn(aResponse().withStatus(503)));
        assertThat(answer(access, GROUNDS).statusCode()).isEqualTo(503);
        assertThat(objections().get(0).path("state").asString()).isEqualTo("SENDING");
        assertThat(state(access)).as("nothing goes on before the person was answered").isEqualTo("DENIED");
        takesAnswers(world.otherLedger, world.ledger.otherLog);

        assertThat(answer(access, "{\"grounds\":\"Something else.\"}").statusCode()).isEqualTo(200);

        assertThat(answers(world.otherLedger).stream().map(one -> sent(one).compact()).distinct()).hasSize(1);
        assertThat(answer(access, GROUNDS).statusCode()).as("answered once").isEqualTo(400);
        assertThat(answers(world.peers)).isEmpty();
    }

    @Test
    void answer_aboutWhatThePersonHadForgotten_isOverAndSaysSo() throws Exception {
        Access access = elsewhere();
        object(access, world.ledger.otherLog, world.ledger.otherNoticeKey);
        world.otherLedger.stubFor(post(ANSWERS).willReturn(jsonResponse("{\"reason\":\"unknown_permit\"}", 404)));
        assertThat(answer(access, GROUNDS).statusCode()).isEqualTo(200);
        assertThat(objections().get(0).path("state").asString()).isEqualTo("FORGOTTEN");
        assertThat(state(access)).isEqualTo("ENDED");
        assertThat(answer(access, GROUNDS).statusCode()).as("there is nothing left to answer").isEqualTo(400);
        assertThat(answers(world.otherLedger)).hasSize(1);
    }

    @Test
    void answer_thatWasOnItsWayWhenThePersonHadItForgotten_isOver() throws Exception {
        Access access = elsewhere();
        object(access, world.ledger.otherLog, world.ledger.otherNoticeKey);
        world.otherLedger.stubFor(post(ANSWERS).willReturn(aResponse().withStatus(503)));
        assertThat(answer(access, "{}").statusCode()).isEqualTo(503);
        for (int refusal : new int[]{403, 409, 422}) {
            world.otherLedger.stubFor(post(ANSWERS).willReturn(jsonResponse("{\"reason\":\"other\"}", refusal)));
            assertThat(answer(access, "{}").statusCode()).as("HTTP " + refusal).isGreaterThanOrEqualTo(400);
            assertThat(objections().get(0).path("state").asString()).isEqualTo("SENDING");
        }
        world.otherLedger.stubFor(post(ANSWERS).willReturn(jsonResponse("{\"reason\":\"unknown_permit\"}", 404)));
        assertThat(answer(access, "{}").statusCode()).isEqualTo(200);
        assertThat(objections().get(0).path("state").asString()).isEqualTo("FORGOTTEN");
        assertThat(state(access)).isEqualTo("ENDED");
    }

    private Access here() throws Exception {
        return byLaw(bench.agreed());
    }

    private Access elsewhere() throws Exception {
        Opened opened = bench.open(bench.question().put("source", world.elsewhere.id));
        ObjectNode consent = StrictJson.object().put("record", opened.record().value()).put("state", "GIVEN");
        consent.set("receipt", world.ledger.receipt(
                world.ledger.agreed(opened.record(), opened.hash(), opened.terms()), world.ledger.otherLog));
        world.otherLedger.stubFor(WireMock.get(urlPathEqualTo("/v1/consents"))
                .willReturn(jsonResponse(StrictJson.write(consent), 200)));
        HttpResponse<String> answered = bench.present(opened, bench.presentation(opened,
                world.elsewhere.qualification(bench.wallet.holder), List.of(),
                opened.request().claims().path("transaction_data").valueStream().map(JsonNode::asString).toList()));
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
        return byLaw(opened);
    }

    private Access byLaw(Opened agreed) throws Exception {
        HttpResponse<String> opened = bench.desk.post("exchanges", StrictJson.write(StrictJson.object()
                .put("intended_use", "verify-diploma-by-law")
                .put("known_by", agreed.id())
                .put("until", world.clock.instant()
                        .plus(Duration.ofDays(60))
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString())));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        String id = TestWallet.json(opened).path("exchange_id").asString();
        return world.bean(JdbcClient.class)
                .sql("select record, request_hash from exchange_order where order_id = :id")
                .param("id", id)
                .query((row, number) -> new Access(id, new RecordId(row.getString(1)),
                        new RequestHash(row.getString(2))))
                .single();
    }

    private String objection(Access access) {
        return Objection.sign(world.ledger.person, access.record(), access.hash(), Optional.of("My case is closed."),
                "AAAAAAAAAAAAAAAAAAAAAA", world.clock.instant());
    }

    private int object(Access access, LogSigner log, SigningKey noticeKey) throws Exception {
        return tell(access, objection(access), log, noticeKey);
    }

    private int tell(Access access, String objection, LogSigner log, SigningKey noticeKey) throws Exception {
        var notice = new ConsentNotice(log.origin(), "harbour-bakery", "notice-7", world.clock.instant(),
                EventKind.OBJECTED, access.record(), access.hash(), "verify-diploma-by-law", 7,
                Optional.of(objection));
        return bench.wallet.send(HttpRequest.newBuilder(URI.create(world.baseUrl + "/harbour-bakery/notices"))
                .header("Content-Type", "application/jwt")
                .POST(BodyPublishers.ofString(notice.sign(noticeKey)))
                .build()).statusCode();
    }

    private HttpResponse<String> answer(Access access, String wish) throws Exception {
        return bench.desk.post("objections/" + access.record().value(), wish);
    }

    private JsonNode objections() throws Exception {
        return StrictJson.parse(bench.desk.get("objections").body().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                100_000);
    }

    private String state(Access access) throws Exception {
        return TestWallet.json(bench.desk.get("exchanges/" + access.order())).path("state").asString();
    }

    private void takesAnswers(WireMockServer server, LogSigner log) {
        ObjectNode entry = StrictJson.object().put("record", "AAAAAAAAAAAAAAAAAAAAAA").put("index", 9);
        entry.set("receipt", world.ledger.receipt(world.ledger.given(RequestHash.of("a.b.c")), log));
        server.stubFor(post(ANSWERS).willReturn(jsonResponse(StrictJson.write(entry), 201)));
    }

    private static List<LoggedRequest> answers(WireMockServer server) {
        return server.findAll(postRequestedFor(urlEqualTo(ANSWERS)));
    }

    private static ObjectionAnswer sent(LoggedRequest request) {
        return ObjectionAnswer
                .verify(StrictJson.parseObject(request.getBody(), 100_000).path("answer").asString());
    }
}
