package org.amana.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.jose.JwsSigner;
import org.amana.core.register.CredentialCategory;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.sdjwt.KeyBindingJwt;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.verifier.request.Token;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestSource.Reply;
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

    /** The person says yes to these data and no more. */
    public void agrees(Opened person, List<CredentialCategory> categories) throws Exception {
        exchange.given(person, world.ledger.agreed(person.record(), person.hash(), with(person.terms(), categories)));
        assertThat(exchange.present(person, exchange.presentation(person)).statusCode()).isEqualTo(200);
    }

    /** The same terms of other data. */
    public static ExchangeTerms with(ExchangeTerms terms, List<CredentialCategory> categories) {
        return new ExchangeTerms(terms.credentialId(), terms.source(), categories, terms.until(), terms.every(),
                terms.represented());
    }

    /** The same terms with an end that many seconds later. */
    public static ExchangeTerms until(ExchangeTerms terms, long seconds) {
        return new ExchangeTerms(terms.credentialId(), terms.source(), terms.categories(),
                terms.until().plusSeconds(seconds), terms.every(), terms.represented());
    }

    /** The source hears of nothing, also when orders are due. */
    public void nothingIsAsked() {
        exchange.run();
        assertThat(world.source.seen).isEmpty();
    }

    /** An answer was not taken, for that reason. */
    public static void refused(HttpResponse<String> answer, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(TestWallet.json(answer).get("reason").asString()).isEqualTo(reason);
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

    /** What an office says of a person's age in answer to a request. */
    @FunctionalInterface
    public interface Age {
        Optional<PersonsAge> of(ReleaseRequest request);
    }

    /** The source asks its ledger for permits with that age, and releases what it gets. */
    public void permits(Age age) {
        world.source.answering = request -> {
            String order = PermitOrder.sign(world.source.office.key, world.source.office.id,
                    Token.fresh(new java.security.SecureRandom()), world.clock.instant(), request.record(),
                    request.ground().requestHash(), request.requester().party(),
                    request.requester().registration().intendedUse().id(), request.categories(), Optional.empty(),
                    age.of(request));
            return Reply.jose(world.source.release(request, world.source.permit(order,
                    world.source.permits.getAndIncrement(), world.clock.instant(), world.ledger.log),
                    TestSource.diploma()));
        };
    }

    /** Under age, with a guardian who decided by that record. */
    public PersonsAge minor(RecordId record, RequestHash request) {
        return new PersonsAge.UnderAge(Optional.of(
                new PersonsAge.Guardian(record, request, world.clock.instant().plus(Duration.ofDays(90)))));
    }

    /** The guardian's part of a request. */
    public static ReleaseRequest.Guardian guardian(ReleaseRequest request) {
        return ((ReleaseRequest.Agreed) request.ground()).guardian().orElseThrow();
    }
}
