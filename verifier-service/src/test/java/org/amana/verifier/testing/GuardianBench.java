package org.amana.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.RecordId;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.jose.JwsSigner;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.sdjwt.KeyBindingJwt;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.verifier.request.Token;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** A person under age and their guardian, each with a wallet of their own, answer one exchange. */
public final class GuardianBench {
    private static final List<ClaimPath> MANDATE = List.of(ClaimPath.of("mandate"), ClaimPath.of("guardian_reference"));
    public final ExchangeBench exchange;
    public final TestWorld world;
    public final TestWallet guardian;

    public GuardianBench(ExchangeBench exchange) {
        this.exchange = exchange;
        this.world = exchange.world;
        this.guardian = new TestWallet(world.clock);
    }

    /** Person and guardian of one order; both answers are open. */
    public record Both(Opened person, Opened guardian) {}

    public Opened open() throws Exception {
        return open(exchange.question());
    }

    public Opened open(ObjectNode question) throws Exception {
        return exchange.open(question.put("with_guardian", true));
    }

    /** The person says yes, and the guardian's wallet takes the question to them. */
    public Both personAgrees() throws Exception {
        return askGuardian(exchange.agree(open()));
    }

    public Both askGuardian(Opened person) throws Exception {
        String link = exchange.state(person).get("request").asString();
        return new Both(person, new Opened(person.id(), guardian.fetch(link),
                new RecordId(Token.fresh(new java.security.SecureRandom()).substring(0, 21) + "A")));
    }

    /** Both say yes. */
    public Both agreed() throws Exception {
        Both both = personAgrees();
        given(both.guardian(), both.guardian().terms());
        HttpResponse<String> answer = present(both.guardian(), mandate());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return both;
    }

    /** The ledger holds the guardian's agreement to these terms. */
    public void given(Opened asked, ExchangeTerms terms) {
        exchange.given(asked, world.ledger.agreed(asked.record(), asked.hash(), terms));
    }

    /** A card that holds. */
    public String mandate() {
        return world.court.mandate(guardian.holder, "personal_data", Optional.of(today().plusMonths(6)));
    }

    public LocalDate today() {
        return LocalDate.ofInstant(world.clock.instant(), java.time.ZoneOffset.UTC);
    }

    public HttpResponse<String> present(Opened asked, String card) throws Exception {
        return present(asked, card, asked.terms().encode());
    }

    /** The guardian shows that card and signs over that exchange. */
    public HttpResponse<String> present(Opened asked, String card, String signed) throws Exception {
        UnverifiedSdJwtVc selected = UnverifiedSdJwtVc.parse(card).select(MANDATE);
        String input = KeyBindingJwt.signingInput(asked.request().text("client_id"), asked.request().text("nonce"),
                world.clock.instant(), selected.sdHash(), List.of(signed));
        return exchange.present(asked, selected.withKeyBinding(
                JwsSigner.assemble(input, guardian.holder.sign(input.getBytes(StandardCharsets.US_ASCII)))));
    }

    /** Whoever was asked answers without a card. */
    public void declines(Opened asked, String description) throws Exception {
        exchange.wallet.postForm(asked.request().text("response_uri"), "error=access_denied&state="
                + asked.request().text("state") + (description.isEmpty() ? "" : "&error_description=" + description));
    }

    /** One column of the order's row, as text. */
    public Optional<String> stored(Opened order, String column) {
        return world.bean(JdbcClient.class)
                .sql("select " + column + "::text from exchange_order where order_id = :id")
                .param("id", order.id())
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single();
    }
}
