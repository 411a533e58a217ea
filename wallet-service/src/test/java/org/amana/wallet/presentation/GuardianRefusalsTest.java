package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Views;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.Represented;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.register.CredentialCategory;
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

/** A question to a guardian, or to a person under age, that is wrong in one place: nobody is asked, nothing is entered. */
@WalletTest
class GuardianRefusalsTest {
    private static final RequestHash ANSWERED = RequestHash.of("eyJhbGciOiJFUzI1NiJ9.e30.c2ln");

    private final TestHolder guardian;

    GuardianRefusalsTest(@Value("${amana.base-url}") String baseUrl) {
        guardian = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void receive() {
        World.calm();
        assertThat(guardian.receive(World.COURT.offer("guardian-mandate")).status()).isEqualTo(200);
    }

    private static ExchangeTerms terms(Views views) {
        return FakeVerifier.diploma().forGuardian("q1", ANSWERED, views, FakeVerifier.diploma().categories());
    }

    private static Request right() {
        return World.VERIFIER.askGuardian(terms(Views.YES));
    }

    private void assertStops(Request request, String reason) {
        int entries = World.LEDGER.size();
        Answer refused = guardian.open(request.link());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("reason")).isEqualTo(reason);
        assertThat(refused.text("title")).as("plain sentence").doesNotContain("_").endsWith(".");
        assertThat(refused.json().path("shared").booleanValue()).isFalse();
        assertThat(World.VERIFIER.posts()).isEmpty();
        assertThat(World.LEDGER.size()).isEqualTo(entries);
        assertThat(guardian.open(right().link()).json().path("can_answer").booleanValue()).as("unchanged").isTrue();
    }

    private void assertMoreThanMandate(Consumer<ObjectNode> change) {
        assertStops(right().change(claims -> change.accept(query(claims))), "exchange_more_than_mandate");
    }

    private static ObjectNode query(ObjectNode claims) {
        return (ObjectNode) claims.path("dcql_query").path("credentials").get(0);
    }

    private static void ask(ObjectNode query, String... names) {
        ArrayNode claims = query.putArray("claims");
        for (String name : names) {
            claims.addObject().putArray("path").add(name);
        }
    }

    @Test
    void anotherCard_stops() {
        assertMoreThanMandate(query -> ((ObjectNode) query.path("meta")).putArray("vct_values")
                .add(World.QUALIFICATION));
        assertMoreThanMandate(query -> ((ObjectNode) query.path("meta")).putArray("vct_values")
                .add(GuardianMandate.VCT)
                .add(World.QUALIFICATION));
    }

    @Test
    void otherClaimsOfTheCard_stop() {
        assertMoreThanMandate(query -> ask(query, "mandate", "guardian_reference", "case"));
        assertMoreThanMandate(query -> ask(query, "mandate"));
        assertMoreThanMandate(query -> ask(query, "mandate", "mandate"));
        assertMoreThanMandate(query -> ask(query, "guardian_reference", "court"));
        assertMoreThanMandate(query -> query.remove("claims"));
        assertMoreThanMandate(query -> ((ArrayNode) query.path("claims").get(0).path("path")).add("scope"));
        assertMoreThanMandate(query -> ((ObjectNode) query.path("claims").get(1)).putArray("values").add("mYk3"));
    }

    @Test
    void twoQueries_orAChoiceOfThem_stop() {
        assertStops(right().change(claims -> ((ArrayNode) claims.path("dcql_query").path("credentials"))
                .add(query(claims).deepCopy().put("id", "q2"))), "exchange_more_than_mandate");
        assertStops(right().change(claims -> ((ObjectNode) claims.path("dcql_query")).putArray("credential_sets")
                .addObject()
                .put("required", false)
                .putArray("options")
                .addArray()
                .add("q1")), "exchange_more_than_mandate");
        assertMoreThanMandate(query -> query.put("multiple", true));
    }

    @Test
    void withoutTheKeyOfTheCard_stops() {
        assertMoreThanMandate(query -> query.put("require_cryptographic_holder_binding", false));
    }

    @Test
    void youngPersonWhoHasNotSaidYes_isNotDecidedFor() {
        assertStops(World.VERIFIER.askGuardian(terms(Views.NO)), "exchange_ward_has_not_agreed");
        assertStops(World.VERIFIER.askGuardian(terms(Views.NOT_ABLE)), "exchange_ward_has_not_agreed");
    }

    @Test
    void sourceAboutWhichNoLedgerKeepsConsents_stops_forBoth() {
        ExchangeTerms asked = FakeVerifier.diploma();
        ExchangeTerms far = new ExchangeTerms("q1", World.UNKEPT_SOURCE, asked.categories(), asked.until(),
                asked.every(), Optional.of(new Represented.WithGuardian()));
        assertStops(World.VERIFIER.exchange(FakeVerifier.FETCH, far), "exchange_ledger_unknown");
        assertStops(World.VERIFIER.askGuardian(far.forGuardian("q1", ANSWERED, Views.YES, far.categories())),
                "exchange_ledger_unknown");
    }

    @Test
    void dataThatTheSourceMayNotIssue_stop_forAGuardianToo() {
        assertStops(World.VERIFIER.askGuardian(FakeVerifier.diploma()
                .forGuardian("q1", ANSWERED, Views.YES,
                        List.of(new CredentialCategory(GuardianMandate.VCT, List.of(List.of("case")))))),
                "exchange_source_not_trusted");
    }

    @Test
    void childIsAskedForNoCardOfAGuardian() {
        assertStops(World.VERIFIER.fetchDiplomaOfAYoungPerson()
                .change(claims -> ((ObjectNode) query(claims).path("meta")).putArray("vct_values")
                        .add(GuardianMandate.VCT)),
                "exchange_source_not_trusted");
        assertStops(World.VERIFIER.fetchDiplomaOfAYoungPerson().change(claims -> ask(query(claims), "qualification")),
                "exchange_more_than_identity");
    }

    @Test
    void termsThatNameBoth_orAnUnknownAnswer_areNotUnderstood() {
        for (Consumer<ObjectNode> change : List.<Consumer<ObjectNode>>of(terms -> terms.put("guardian", "required"),
                terms -> terms.put("guardian", "optional"),
                terms -> ((ObjectNode) terms.path("ward")).put("views", "perhaps"),
                terms -> ((ObjectNode) terms.path("ward")).put("name", "Amina"),
                terms -> ((ObjectNode) terms.path("ward")).remove("request_hash"))) {
            ObjectNode terms = StrictJson.parseObject(new String(Base64Url.decode(terms(Views.YES).encode()),
                    java.nio.charset.StandardCharsets.UTF_8), 20_000);
            change.accept(terms);
            assertStops(right().change(claims -> claims.putArray("transaction_data")
                    .add(Base64Url.encode(StrictJson.canonical(terms)))), "request_refused");
        }
    }
}
