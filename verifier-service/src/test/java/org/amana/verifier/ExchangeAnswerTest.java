package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.note.LogSigner;
import org.amana.core.register.CredentialCategory;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.testing.TestRandom;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestIssuer;
import org.amana.verifier.testing.TestSource;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person's answer must be before anything is asked of the source. */
class ExchangeAnswerTest {
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);

    @BeforeEach
    void clean() {
        bench.clean();
    }

    @Test
    void no_isRefused() throws Exception {
        Opened opened = bench.open();
        bench.wallet.postForm(opened.request().text("response_uri"),
                "error=access_denied&state=" + opened.request().text("state"));
        assertThat(bench.stateOf(opened)).isEqualTo("REFUSED");
        nothingIsAsked();
    }

    @Test
    void yes_withoutASignatureOverTheExchange_isRefused() throws Exception {
        Opened opened = given();
        rejected(opened, bench.present(opened, bench.presentation(opened, card(), List.of(), List.of())),
                "answer_not_accepted");
    }

    @Test
    void yes_withASignatureOverAnotherExchange_isRefused() throws Exception {
        Opened opened = given();
        ExchangeTerms terms = opened.terms();
        String longer = new ExchangeTerms(terms.credentialId(), terms.source(), terms.categories(),
                terms.until().plusSeconds(1), terms.every()).encode();
        rejected(opened, bench.present(opened, bench.presentation(opened, card(), List.of(), List.of(longer))),
                "answer_not_accepted");
    }

    @Test
    void yes_withACardOfAnotherAuthority_isRefused() throws Exception {
        Opened opened = given();
        rejected(opened, bench.present(opened, bench.presentation(opened,
                world.issuer.qualification(bench.wallet.holder), List.of(), List.of(opened.terms().encode()))),
                "card_of_another_authority");
    }

    @Test
    void yes_withClaimsThatNobodyAskedFor_isRefused() throws Exception {
        Opened opened = given();
        rejected(opened, bench.present(opened, bench.presentation(opened, card(),
                List.of(ClaimPath.of("family_name")), List.of(opened.terms().encode()))), "answer_not_accepted");
    }

    @Test
    void yes_withoutConsentInTheLedger_isRefused() throws Exception {
        Opened opened = bench.open();
        rejected(opened, bench.present(opened, bench.presentation(opened)), "consent_missing");
    }

    @Test
    void yes_underAConsentThatIsGone_isRefused() throws Exception {
        for (String standing : List.of("WITHDRAWN", "REFUSED", "DEFERRED", "EXPIRED")) {
            Opened opened = bench.open();
            world.ledger.answers(opened.record(), standing, world.ledger
                    .receipt(world.ledger.agreed(opened.record(), opened.hash(), opened.terms()), world.ledger.log));
            rejected(opened, bench.present(opened, bench.presentation(opened)),
                    "consent_" + standing.toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void yes_underAConsentToSomethingElse_isRefused() throws Exception {
        refusesTerms(terms -> with(terms, "another-use", terms.controller(), terms.source(), terms.categories(),
                terms.validUntil()));
        refusesTerms(terms -> with(terms, terms.purpose(), "river-mill", terms.source(), terms.categories(),
                terms.validUntil()));
        refusesTerms(terms -> with(terms, terms.purpose(), terms.controller(), Optional.empty(), terms.categories(),
                terms.validUntil()));
        refusesTerms(terms -> with(terms, terms.purpose(), terms.controller(), Optional.of(world.issuer.id),
                terms.categories(), terms.validUntil()));
        refusesTerms(terms -> with(terms, terms.purpose(), terms.controller(), terms.source(),
                List.of(new CredentialCategory(TestIssuer.QUALIFICATION, List.of(List.of("grades")))),
                terms.validUntil()));
        refusesTerms(terms -> with(terms, terms.purpose(), terms.controller(), terms.source(), terms.categories(),
                Optional.empty()));
        refusesTerms(terms -> with(terms, terms.purpose(), terms.controller(), terms.source(), terms.categories(),
                terms.validUntil().map(end -> end.plusSeconds(1))));
    }

    @Test
    void yes_underAConsentToAnotherRequest_isRefused() throws Exception {
        Opened opened = bench.open();
        Opened other = bench.open();
        bench.given(opened, world.ledger.agreed(opened.record(), other.hash(), opened.terms()));
        rejected(opened, bench.present(opened, bench.presentation(opened)), "consent_mismatch");
    }

    @Test
    void yes_underAConsentThatAnotherLogSigned_isRefused() throws Exception {
        // the second is trusted, but for consents about another source
        for (LogSigner other : List.of(LogSigner.generate("evil.example/tlog", TestRandom.seeded()),
                world.ledger.otherLog)) {
            Opened opened = bench.open();
            world.ledger.answers(opened.record(), "GIVEN", world.ledger.receipt(
                    world.ledger.agreed(opened.record(), opened.hash(), opened.terms()), other));
            rejected(opened, bench.present(opened, bench.presentation(opened)), "consent_unproved");
        }
    }

    @Test
    void yes_afterTheNoticeOfWithdrawal_isRefused() throws Exception {
        Opened opened = given();
        assertThat(bench.withdraw(opened)).isEqualTo(204);
        rejected(opened, bench.present(opened, bench.presentation(opened)), "consent_withdrawn");
    }

    @Test
    void yes_whileTheLedgerIsDown_canBeRepeated() throws Exception {
        Opened opened = given();
        world.ledger.isDown();
        assertThat(bench.present(opened, bench.presentation(opened)).statusCode()).isEqualTo(503);
        assertThat(bench.stateOf(opened)).isEqualTo("ASKED");
        bench.agree(opened);
        assertThat(bench.stateOf(opened)).isEqualTo("READY");
    }

    @Test
    void yes_toLess_asksTheSourceForLess() throws Exception {
        Opened opened = bench.open();
        ConsentEvent whole = world.ledger.agreed(opened.record(), opened.hash(), opened.terms());
        var less = List.of(new CredentialCategory(TestIssuer.QUALIFICATION, List.of(List.of("qualification"))));
        bench.given(opened, with(whole, with(whole.terms(), whole.terms().purpose(), whole.terms().controller(),
                whole.terms().source(), less, whole.terms().validUntil())));
        assertThat(bench.present(opened, bench.presentation(opened)).statusCode()).isEqualTo(200);
        // the source sends the name all the same
        world.source.answering = request -> TestSource.Reply
                .jose(world.source.release(request, world.source.permit(request), TestSource.diploma()));
        bench.run();

        assertThat(world.source.seen).singleElement()
                .satisfies(request -> assertThat(request.categories()).isEqualTo(less));
        assertThat(bench.stateOf(opened)).isEqualTo("FAILED");
        assertThat(bench.kept(opened)).isZero();
    }

    private Opened given() throws Exception {
        Opened opened = bench.open();
        bench.given(opened, world.ledger.agreed(opened.record(), opened.hash(), opened.terms()));
        return opened;
    }

    private String card() {
        return world.source.office.qualification(bench.wallet.holder);
    }

    private void refusesTerms(UnaryOperator<ConsentTerms> spoil) throws Exception {
        Opened opened = bench.open();
        ConsentEvent right = world.ledger.agreed(opened.record(), opened.hash(), opened.terms());
        bench.given(opened, with(right, spoil.apply(right.terms())));
        rejected(opened, bench.present(opened, bench.presentation(opened)), "consent_mismatch");
    }

    private static ConsentEvent with(ConsentEvent event, ConsentTerms terms) {
        return new ConsentEvent(event.kind(), event.record(), event.actor(), event.position(), event.time(), terms,
                event.notice(), event.requestHash());
    }

    private static ConsentTerms with(ConsentTerms terms, String purpose, String controller, Optional<String> source,
                                     List<CredentialCategory> categories, Optional<Instant> until) {
        return new ConsentTerms(purpose, terms.purposeHash(), terms.legalBasis(), terms.lawReference(), controller,
                source, categories, until, terms.retention(), terms.withdrawal(), terms.refusalConsequence());
    }

    private void rejected(Opened opened, HttpResponse<String> response, String reason) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        var state = bench.state(opened);
        assertThat(state.get("state").asString()).isEqualTo("FAILED");
        assertThat(state.get("reason").asString()).isEqualTo(reason);
        assertThat(state.get("message").asString()).contains("Nothing was sent");
        assertThat(bench.desk.post("exchanges/" + opened.id() + "/retry", "{}").statusCode()).isEqualTo(409);
        nothingIsAsked();
    }

    private void nothingIsAsked() {
        bench.run();
        assertThat(world.source.seen).isEmpty();
    }
}
