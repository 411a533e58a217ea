package org.amana.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.sdjwt.KeyBindingJwt;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.verifier.exchange.ExchangeRounds;
import org.amana.verifier.testing.TestSource.Answering;
import org.amana.verifier.testing.TestWallet.Request;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Opens an exchange at the desk, lets a person answer it, and says where it stands. */
public final class ExchangeBench {
    public final TestWorld world;
    public final TestDesk desk;
    public final TestWallet wallet;
    private final RandomGenerator random = new java.security.SecureRandom();

    public ExchangeBench(Bench bench) {
        this.world = bench.world;
        this.desk = bench.desk;
        this.wallet = bench.wallet;
    }

    /** An exchange that was opened, and the request as the wallet fetched it. */
    public record Opened(String id, Request request, RecordId record) {
        public RequestHash hash() {
            return RequestHash.of(request.jwt());
        }

        public ExchangeTerms terms() {
            return ExchangeTerms.parse(request.claims().at("/transaction_data/0").asString());
        }
    }

    /** Peers are up and answer rightly, and nothing of an earlier test is under way. */
    public void clean() {
        world.renew();
        world.peers.resetRequests();
        world.source.answering = world.source::released;
        world.source.seen.clear();
        world.source.refused.clear();
        var rows = world.bean(org.springframework.jdbc.core.simple.JdbcClient.class);
        // one round tells the ledger of twenty
        rows.sql("delete from permit_outcome where acknowledged_at is null").update();
        rows.sql("delete from shown_checkpoint").update();
        rows.sql("update exchange_order set state = 'ENDED', presentation = null, guardian_presentation = null"
                + " where state in ('READY', 'FETCHING', 'WAITING', 'SUSPENDED')")
                .update();
    }

    public ObjectNode question() {
        return StrictJson.object()
                .put("intended_use", "fetch-diploma")
                .put("source", world.source.office.id)
                .put("until", world.clock.instant()
                        .plus(Duration.ofDays(90))
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
    }

    public Opened open() throws Exception {
        return open(question());
    }

    public Opened open(ObjectNode question) throws Exception {
        HttpResponse<String> response = desk.post("exchanges", StrictJson.write(question));
        if (response.statusCode() != 201)
            throw new AssertionError(response.body());
        ObjectNode opened = TestWallet.json(response);
        byte[] record = new byte[16];
        random.nextBytes(record);
        return new Opened(opened.get("exchange_id").asString(), wallet.fetch(opened.get("request").asString()),
                new RecordId(Base64Url.encode(record)));
    }

    /** The card of the office, shown without any claim, with the person's signature over the exchange. */
    public String presentation(Opened opened) {
        return presentation(opened, world.source.office.qualification(wallet.holder), List.of(),
                opened.request().claims().path("transaction_data").valueStream().map(JsonNode::asString).toList());
    }

    public String presentation(Opened opened, String card, List<org.amana.core.sdjwt.ClaimPath> shown,
                               List<String> transactionData) {
        UnverifiedSdJwtVc selected = UnverifiedSdJwtVc.parse(card).select(shown);
        String input = KeyBindingJwt.signingInput(opened.request().text("client_id"),
                opened.request().text("nonce"), world.clock.instant(), selected.sdHash(), transactionData);
        return selected.withKeyBinding(JwsSigner.assemble(input,
                wallet.holder.sign(input.getBytes(StandardCharsets.US_ASCII))));
    }

    public HttpResponse<String> present(Opened opened, String presentation) throws Exception {
        return wallet.post(opened.request(),
                TestWallet.encrypted(opened.request(), TestWallet.vpToken(opened.request(), presentation)));
    }

    /** The ledger holds this consent. */
    public void given(Opened opened, ConsentEvent event) {
        world.ledger.answers(opened.record(), "GIVEN", world.ledger.receipt(event, world.ledger.log));
    }

    /** The person says yes, and the ledger has their consent. */
    public Opened agree(Opened opened) throws Exception {
        given(opened, world.ledger.agreed(opened.record(), opened.hash(), opened.terms()));
        HttpResponse<String> response = present(opened, presentation(opened));
        if (response.statusCode() != 200)
            throw new AssertionError(response.body());
        return opened;
    }

    public Opened agreed() throws Exception {
        return agree(open());
    }

    /** One round of fetching. */
    public void run() {
        world.bean(ExchangeRounds.class).run();
    }

    public ObjectNode state(Opened opened) throws Exception {
        return TestWallet.json(desk.get("exchanges/" + opened.id()));
    }

    public String stateOf(Opened opened) throws Exception {
        return state(opened).get("state").asString();
    }

    /** Deliveries of it that are stored now, erased ones not counted. */
    public int kept(Opened opened) {
        return world.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("select count(*) from received_data where order_id = :id and state = 'KEPT'")
                .param("id", opened.id())
                .query(Integer.class)
                .single();
    }

    /** What the ledger was told of permits under that consent, after one round of telling. */
    public List<org.amana.core.consent.ExchangeOutcome> outcomes(Opened opened) {
        world.bean(org.amana.verifier.exchange.PermitOutcomes.class).sendDue();
        return world.ledger.outcomes()
                .stream()
                .filter(outcome -> outcome.record().equals(opened.record()))
                .toList();
    }

    /** Posts the signed notice that the consent was withdrawn; answers the status. */
    public int withdraw(Opened opened) throws Exception {
        return tell(world.ledger.withdrawn(opened.record(), opened.hash()));
    }

    /** Posts a signed notice of the ledger; answers the status. */
    public int tell(ConsentNotice told) throws Exception {
        String notice = told.sign(world.ledger.noticeKey);
        return wallet.send(HttpRequest.newBuilder(URI.create(world.baseUrl + "/harbour-bakery/notices"))
                .header("Content-Type", "application/jwt")
                .POST(HttpRequest.BodyPublishers.ofString(notice))
                .build()).statusCode();
    }

    /** FAILED with that reason, nothing stored, and a dead letter that says nothing of what came. */
    public Opened refuses(String reason, Answering answering) throws Exception {
        world.source.answering = answering;
        Opened opened = agreed();
        run();
        ObjectNode state = state(opened);
        assertThat(state.get("state").asString()).isEqualTo("FAILED");
        assertThat(state.get("reason").asString()).isEqualTo(reason);
        assertThat(state.at("/dead_letters/0/reason").asString()).isEqualTo(reason);
        assertThat(kept(opened)).isZero();
        assertThat(world.bean(JdbcClient.class)
                .sql("select row_to_json(l)::text from exchange_dead_letter l where order_id = :id")
                .param("id", opened.id())
                .query(String.class)
                .list()).singleElement()
                .satisfies(letter -> assertThat(letter).doesNotContain("Tesfay", "Bachelor of Nursing"));
        int asked = world.source.seen.size();
        run();
        assertThat(world.source.seen).as("nobody tries again by themselves").hasSize(asked);
        return opened;
    }
}
