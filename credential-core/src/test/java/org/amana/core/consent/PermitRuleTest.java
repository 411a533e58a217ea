package org.amana.core.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.register.CredentialCategory;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestCertificate;
import org.junit.jupiter.api.Test;

/** What a consent covers, and what whoever has the openings finds when a ledger did not keep to it. */
class PermitRuleTest {
    private static final String SOURCE = "https://issuer.example/recognition-office";
    private static final String PARTY = "harbour-bakery";
    private static final String USE = "keep-diploma-on-file";
    private static final Instant LATER = Samples.NOON.plusSeconds(60);
    private static final long FIRST = 3;
    private final EphemeralKey person = EphemeralKey.generate();
    private final SigningKey source = TestCa.root("Issuers").issuer(SOURCE);
    private final SigningKey bakery = TestCa.root("Access")
            .leaf(TestCertificate.leaf("Bakery").uri(URI.create("urn:amana:party:" + PARTY)));
    private final ConsentEvent given = given(Optional.of(Samples.NOON.plus(Duration.ofDays(30))));
    private final Random random = new Random(1);

    private ConsentEvent given(Optional<Instant> until) {
        ConsentEvent plain = Samples.given(person);
        ConsentTerms terms = plain.terms().from(SOURCE);
        return new ConsentEvent(plain.kind(), plain.record(), plain.actor(), plain.position(), plain.time(),
                until.map(terms::until).orElse(terms), plain.notice(), plain.requestHash());
    }

    private ConsentState state() {
        return ConsentLife.after(Optional.empty(), given, FIRST);
    }

    private PermitOrder order(String office, RequestHash request, String requester, String purpose, String... claims) {
        return PermitOrder.verify(PermitOrder.sign(source, office, "AAAAAAAAAAAAAAAAAAAAA1", LATER, Samples.RECORD,
                request, requester, purpose,
                List.of(new CredentialCategory(Samples.QUALIFICATION,
                        List.of(claims).stream().map(List::of).toList()))));
    }

    private PermitOrder order() {
        return order(SOURCE, Samples.REQUEST, PARTY, USE, "qualification");
    }

    @Test
    void denial_ofWhatWasConsentedTo_isNone() {
        assertThat(PermitRule.denial(state(), Optional.empty(), order(), LATER)).isEmpty();
        assertThat(
                PermitRule.denial(state(), Optional.empty(), order(SOURCE, Samples.REQUEST, PARTY, USE, "qualification",
                        "given_name", "family_name"), LATER))
                .isEmpty();
    }

    @Test
    void denial_ofAnythingElse_saysWhat() {
        assertDenied(order(SOURCE, Samples.REQUEST, "other-firm", USE, "qualification"), DenyReason.OTHER_REQUESTER);
        assertDenied(order(SOURCE, Samples.REQUEST, PARTY, "another-use", "qualification"), DenyReason.OTHER_PURPOSE);
        assertDenied(order(SOURCE, RequestHash.of("another"), PARTY, USE, "qualification"), DenyReason.OTHER_REQUEST);
        assertDenied(order(SOURCE + "-2", Samples.REQUEST, PARTY, USE, "qualification"), DenyReason.OTHER_SOURCE);
        assertDenied(order(SOURCE, Samples.REQUEST, PARTY, USE, "qualification", "grades"),
                DenyReason.WIDER_THAN_CONSENT);
        ConsentState shown = ConsentLife.after(Optional.empty(), Samples.given(person), FIRST);
        assertThat(PermitRule.denial(shown, Optional.empty(), order(), LATER)).as("the person shows it, nobody fetches")
                .contains(DenyReason.OTHER_SOURCE);
    }

    private void assertDenied(PermitOrder order, DenyReason reason) {
        assertThat(PermitRule.denial(state(), Optional.empty(), order, LATER)).contains(reason);
    }

    @Test
    void denial_whenTheConsentDoesNotStand_saysWhy() {
        Instant end = given.terms().validUntil().orElseThrow();
        assertThat(PermitRule.denial(state(), Optional.empty(), order(), end.minusSeconds(1))).isEmpty();
        assertThat(PermitRule.denial(state(), Optional.empty(), order(), end)).contains(DenyReason.EXPIRED);
        ConsentState withdrawn = ConsentLife.after(Optional.of(state()),
                given.withdrawn(ChainPosition.first(), LATER), FIRST + 1);
        assertThat(PermitRule.denial(withdrawn, Optional.empty(), order(), end))
                .as("the person's word counts before the calendar")
                .contains(DenyReason.WITHDRAWN);
        for (EventKind kind : List.of(EventKind.DEFERRED, EventKind.REFUSED)) {
            var answer = new ConsentEvent(kind, given.record(), given.actor(), given.position(), given.time(),
                    given.terms(), given.notice(), given.requestHash());
            assertThat(PermitRule.denial(ConsentLife.after(Optional.empty(), answer, FIRST), Optional.empty(),
                    order(), LATER))
                    .contains(DenyReason.NOT_GIVEN);
        }
    }

    @Test
    void fold_ofAPermitThatIsCovered_findsNothing() {
        var fold = new ConsentFold();
        assertThat(add(fold, EventSignature.sign(given, person), FIRST)).isEmpty();
        assertThat(add(fold, permit(order(), Optional.empty()), 4)).isEmpty();
        assertThat(add(fold, permit(order(), Optional.of(DenyReason.IN_DOUBT)), 5)).isEmpty();
        assertThat(add(fold, outcome(bakery, PARTY, 4, Optional.empty()), 6)).isEmpty();
        assertThat(add(fold, outcome(source, SOURCE, 4, Optional.of("too_late")), 7)).isEmpty();
        assertThat(fold.states()).as("the consent stands as it did").containsExactly(state());
    }

    @Test
    void fold_ofAPermitOrDeliveryThatShouldNotBe_findsIt() {
        var fold = new ConsentFold();
        assertThat(add(fold, permit(order(), Optional.empty()), 2)).isEqualTo("unknown_record");
        add(fold, EventSignature.sign(given, person), FIRST);
        assertThat(add(fold, permit(order(SOURCE, Samples.REQUEST, PARTY, USE, "grades"), Optional.empty()), 4))
                .isEqualTo("not_permitted");
        assertThat(add(fold, outcome(bakery, PARTY, 9, Optional.empty()), 5)).isEqualTo("no_such_permit");
        add(fold, permit(order(), Optional.empty()), 6);
        assertThat(add(fold, outcome(source, SOURCE, 6, Optional.empty()), 7)).as("received by the source itself")
                .isEqualTo("no_such_permit");
        assertThat(add(fold, outcome(bakery, PARTY, 6, Optional.empty()), 8)).isEmpty();
        assertThat(add(fold, outcome(bakery, PARTY, 6, Optional.empty()), 9)).as("received twice")
                .isEqualTo("no_such_permit");
        ConsentEvent withdrawal = given.withdrawn(
                ChainPosition.first().next(Opening.make(EventSignature.sign(given, person), random).commitment()),
                LATER);
        add(fold, EventSignature.sign(withdrawal, person), 10);
        assertThat(add(fold, permit(order(), Optional.empty()), 11)).as("used after withdrawal")
                .isEqualTo("not_permitted");
    }

    @Test
    void event_whenItsKindIsNotWhatItsStatementSays_isRefused() {
        assertThatThrownBy(() -> ExchangeOutcome.verify(order().compact()))
                .hasMessageContaining("amana-exchange-outcome+jwt expected");
        assertThatThrownBy(() -> outcome(bakery, PARTY, -1, Optional.empty())).hasMessageContaining("bad_message");
        assertThatThrownBy(() -> outcome(bakery, PARTY, 1, Optional.of("Not A Code")))
                .hasMessageContaining("bad_message");
        assertThatThrownBy(() -> PermitOrder.verify(PermitOrder.sign(source, SOURCE, "short", LATER, Samples.RECORD,
                Samples.REQUEST, PARTY, USE, given.terms().categories()))).hasMessageContaining("jti");
        assertThatThrownBy(() -> PermitOrder.verify(PermitOrder.sign(source, SOURCE, "AAAAAAAAAAAAAAAAAAAAA1", LATER,
                Samples.RECORD, Samples.REQUEST, PARTY, USE, List.of()))).hasMessageContaining("categories");
        assertThatThrownBy(() -> DenyReason.of("because")).hasMessageContaining("malformed_event");
    }

    private String add(ConsentFold fold, SignedEvent event, long index) {
        SignedEvent read = UnverifiedEvent.parse(event.bytes()).verify();
        return fold.add(read, Opening.make(read, random).commitment(), index)
                .map(finding -> finding.reason())
                .orElse("");
    }

    private ExchangeEvent permit(PermitOrder order, Optional<DenyReason> denied) {
        return ExchangeEvent.of(order, given.relation(), LATER, denied);
    }

    private ExchangeEvent outcome(SigningKey key, String issuer, long permit, Optional<String> failure) {
        return ExchangeEvent.of(ExchangeOutcome.verify(ExchangeOutcome.sign(key, issuer, "AAAAAAAAAAAAAAAAAAAAA2",
                LATER, Samples.RECORD, Samples.REQUEST, permit, failure)), given.relation(), LATER);
    }
}
