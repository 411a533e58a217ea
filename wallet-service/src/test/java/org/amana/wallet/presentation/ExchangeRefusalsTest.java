package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.register.CredentialCategory;
import org.amana.core.testing.Spec;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.FakeVerifier.Request;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An exchange that is wrong in one place: the person reads why, is not asked, nothing is posted and nothing is entered.
 */
@WalletTest
class ExchangeRefusalsTest {

    private final TestHolder holder;

    ExchangeRefusalsTest(@Value("${amana.base-url}") String baseUrl) {
        holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void receive() {
        World.calm();
        holder.receive(World.ISSUER.offer("qualification"));
    }

    private void assertStops(Request request, String reason) {
        Answer refused = assertStops(request);
        assertThat(refused.text("reason")).isEqualTo(reason);
        assertThat(refused.text("title")).as("plain sentence").doesNotContain("_").endsWith(".");
    }

    private Answer assertStops(Request request) {
        int entries = World.LEDGER.size();
        Answer refused = holder.open(request.link());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("shared").booleanValue()).isFalse();
        assertThat(World.VERIFIER.posts()).isEmpty();
        assertThat(World.LEDGER.size()).isEqualTo(entries);
        assertThat(holder.api().get("history").json().get(0).path("kind").stringValue()).isEqualTo("failed");
        assertThat(holder.open(World.VERIFIER.fetchDiploma().link()).status()).as("unchanged request").isEqualTo(201);
        return refused;
    }

    private void assertNotSupported(Consumer<ObjectNode> change) {
        Answer refused = assertStops(World.VERIFIER.fetchDiploma().change(change));
        assertThat(refused.text("reason")).isEqualTo("request_refused");
        assertThat(refused.json().path("findings").get(0).stringValue()).isEqualTo("transaction_data_not_supported");
    }

    private static Request from(String source) {
        ExchangeTerms terms = FakeVerifier.diploma();
        return World.VERIFIER.exchange(FakeVerifier.FETCH,
                new ExchangeTerms("q1", source, terms.categories(), terms.until(), terms.every()));
    }

    private static Request until(Instant end) {
        ExchangeTerms terms = FakeVerifier.diploma();
        return World.VERIFIER.exchange(FakeVerifier.FETCH,
                new ExchangeTerms("q1", terms.source(), terms.categories(), end, terms.every()));
    }

    private static String encoded(Consumer<ObjectNode> change) {
        ObjectNode terms = StrictJson.parseObject(
                new String(Base64Url.decode(FakeVerifier.diploma().encode()), StandardCharsets.UTF_8), 20_000);
        change.accept(terms);
        return Base64Url.encode(StrictJson.canonical(terms));
    }

    @Test
    void sourceNotInTheTrustList_stops() {
        assertStops(from("https://office.test/unknown"), "exchange_source_unknown");
        assertStops(from(World.ISSUER.id() + "/"), "exchange_source_unknown");
    }

    @Test
    void sourceThatMayNotIssueTheType_stops() {
        assertStops(from(World.OTHER_SOURCE), "exchange_source_not_trusted");
        ExchangeTerms terms = FakeVerifier.diploma();
        assertStops(World.VERIFIER.exchange(FakeVerifier.FETCH,
                new ExchangeTerms("q1", terms.source(),
                        List.of(new CredentialCategory("https://amana.example/vct/nothing", List.of(List.of("a")))),
                        terms.until(), Optional.empty())),
                "exchange_source_not_trusted");
    }

    @Test
    void dutyByLaw_isNoGroundForAnExchange() {
        assertStops(World.VERIFIER.exchange(FakeVerifier.CHECK, FakeVerifier.diploma()), "exchange_not_by_consent");
        assertStops(World.VERIFIER.exchange(FakeVerifier.FETCH.replace("[\"eu-gdpr:A6-1-a\"]",
                "[\"eu-gdpr:A6-1-a\",\"eu-gdpr:A6-1-e\"]"), FakeVerifier.diploma()), "exchange_not_by_consent");
    }

    @Test
    void requesterWithoutARegistrationThatHolds_stops() {
        assertStops(World.VERIFIER.fetchDiploma().info("eyJhbGciOiJFUzI1NiJ9.e30.AAAA"), "exchange_unregistered");
        assertStops(World.VERIFIER.fetchDiploma().registeredFor(FakeVerifier.FETCH, "LEIXG-OTHER"),
                "exchange_unregistered");
        assertStops(World.VERIFIER.fetchDiploma().registeredWithStatus(World.VERIFIER.status(1)),
                "exchange_unregistered");
        assertStops(World.VERIFIER.fetchDiploma().change(claims -> claims.remove("verifier_info")),
                "exchange_unregistered");
    }

    @Test
    void end_isInTheFutureAndWithinTheRetention() {
        assertStops(until(World.now().minusSeconds(1)), "exchange_wrong_end");
        Instant latest = World.now().atZone(ZoneOffset.UTC).plusMonths(6).toInstant();
        assertStops(until(latest.plus(Duration.ofDays(1)).plusSeconds(60)), "exchange_wrong_end");
        assertThat(holder.open(until(latest).link()).status()).isEqualTo(201);
        assertThat(holder.open(until(World.now().plusSeconds(60)).link()).status()).isEqualTo(201);
    }

    @Test
    void anythingBesideTheProofOfIdentity_stops() {
        assertStops(World.VERIFIER.fetchDiploma()
                .change(claims -> query(claims).putArray("claims").addObject().putArray("path").add("given_name")),
                "exchange_more_than_identity");
        assertStops(World.VERIFIER.fetchDiploma()
                .change(claims -> query(claims).put("require_cryptographic_holder_binding", false)),
                "exchange_more_than_identity");
        assertStops(World.VERIFIER.fetchDiploma().change(claims -> query(claims).put("multiple", true)),
                "exchange_more_than_identity");
        assertStops(World.VERIFIER.fetchDiploma().change(claims -> {
            ObjectNode second = query(claims).deepCopy().put("id", "q2");
            ((ArrayNode) claims.path("dcql_query").path("credentials")).add(second);
        }), "exchange_more_than_identity");
        assertStops(World.VERIFIER.fetchDiploma().change(claims -> {
            ObjectNode set = ((ObjectNode) claims.path("dcql_query")).putArray("credential_sets").addObject();
            set.put("required", false).putArray("options").addArray().add("q1");
        }), "exchange_more_than_identity");
    }

    @Test
    void cardThatTheSourceMayNotIssue_stops() {
        assertStops(World.VERIFIER.fetchDiploma()
                .change(claims -> ((ObjectNode) query(claims).path("meta")).putArray("vct_values")
                        .add("https://amana.example/vct/applicant-document")),
                "exchange_source_not_trusted");
    }

    @Test
    @Spec("OID4VP-1FINAL-5.1")
    void n066_transactionData_isOneMemberOfTheOneTypeInItsOneForm() {
        String good = FakeVerifier.diploma().encode();
        assertNotSupported(claims -> claims.putArray("transaction_data").add(good).add(good));
        assertNotSupported(claims -> claims.putArray("transaction_data"));
        assertNotSupported(claims -> claims.put("transaction_data", good));
        assertNotSupported(claims -> claims.putArray("transaction_data").add(7));
        assertNotSupported(claims -> claims.putArray("transaction_data")
                .add(encoded(terms -> terms.put("type", "https://amana.example/exchange/v2"))));
        assertNotSupported(claims -> claims.putArray("transaction_data").add(encoded(terms -> terms.put("also", 1))));
        assertNotSupported(claims -> claims.putArray("transaction_data")
                .add(encoded(terms -> terms.putArray("credential_ids").add("q9"))));
        assertNotSupported(claims -> claims.putArray("transaction_data")
                .add(encoded(terms -> terms.putArray("categories"))));
        assertNotSupported(claims -> claims.putArray("transaction_data")
                .add(encoded(terms -> terms.put("until", "2099-01-01T00:00:00.500Z"))));
        assertNotSupported(claims -> claims.putArray("transaction_data")
                .add(Base64Url.encode((" " + new String(Base64Url.decode(good), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8))));
    }

    private static ObjectNode query(ObjectNode claims) {
        return (ObjectNode) claims.path("dcql_query").path("credentials").get(0);
    }
}
