package org.amana.core.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.amana.core.consent.PersonsAge.OfAge;
import org.amana.core.consent.PersonsAge.UnderAge;
import org.amana.core.consent.Representation.ForWard;
import org.amana.core.consent.Representation.WithGuardian;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.core.testing.TestCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two keys to grant, one to take back, and nobody's until the other has spoken. */
class GuardianRuleTest {
    private static final String SOURCE = "https://issuer.example/recognition-office";
    private static final Instant LATER = Samples.NOON.plusSeconds(60);
    private static final Instant BIRTHDAY = Samples.NOON.plus(Duration.ofDays(10));
    private static final RecordId OTHER_RECORD = new RecordId("BBBBBBBBBBBBBBBBBBBBBA");
    private static final RequestHash GUARDIANS_REQUEST = RequestHash.of("the guardian was asked");
    private static final Optional<Representation> WITH_GUARDIAN = Optional.of(new WithGuardian(Views.YES));
    private static final Optional<Representation> FOR_WARD = Optional.of(new ForWard(Samples.REQUEST));
    private final EphemeralKey child = EphemeralKey.generate();
    private final EphemeralKey guardian = EphemeralKey.generate();
    private final SigningKey source = TestCa.root("Issuers").issuer(SOURCE);

    private ConsentEvent childs(Optional<Representation> representation) {
        ConsentEvent plain = Samples.given(child);
        return new ConsentEvent(EventKind.GIVEN, plain.record(), plain.actor(), plain.position(), plain.time(),
                plain.terms().from(SOURCE).until(BIRTHDAY.plus(Duration.ofDays(20))).represented(representation),
                plain.notice(), plain.requestHash());
    }

    private ConsentEvent guardians(EventKind kind, UnaryOperator<ConsentTerms> change) {
        ConsentEvent plain = Samples.given(guardian);
        return new ConsentEvent(kind, OTHER_RECORD, plain.actor(), plain.position(), plain.time(),
                change.apply(plain.terms().from(SOURCE).until(BIRTHDAY).represented(FOR_WARD)), plain.notice(),
                GUARDIANS_REQUEST);
    }

    private static ConsentState state(ConsentEvent event) {
        return ConsentLife.after(Optional.empty(), event, 3);
    }

    private ConsentState agreed() {
        return state(guardians(EventKind.GIVEN, UnaryOperator.identity()));
    }

    private PermitOrder order(Optional<PersonsAge> age) {
        return PermitOrder.verify(PermitOrder.sign(source, SOURCE, "AAAAAAAAAAAAAAAAAAAAA1", LATER, Samples.RECORD,
                Samples.REQUEST, "harbour-bakery", "keep-diploma-on-file",
                List.of(new CredentialCategory(Samples.QUALIFICATION, List.of(List.of("qualification")))),
                Optional.empty(), age));
    }

    private static Optional<PersonsAge> underAge(Instant until) {
        return Optional.of(new UnderAge(Optional.of(new PersonsAge.Guardian(OTHER_RECORD, GUARDIANS_REQUEST, until))));
    }

    private Optional<DenyReason> denial(Optional<Representation> childs, Optional<ConsentState> guardian,
                                        Optional<PersonsAge> age, Instant now) {
        return PermitRule.denial(state(childs(childs)), guardian, order(age), now);
    }

    private Optional<DenyReason> denial(ConsentState guardian) {
        return denial(WITH_GUARDIAN, Optional.of(guardian), underAge(BIRTHDAY), LATER);
    }

    @Test
    void denial_whereBothAgreed_isNone() {
        assertThat(denial(agreed())).isEmpty();
        assertThat(denial(Optional.empty(), Optional.of(agreed()), underAge(BIRTHDAY), LATER))
                .as("the source knew of the age, and the child's wallet was not told")
                .isEmpty();
    }

    @Test
    void denial_whereNobodyIsUnderAge_isNone() {
        assertThat(denial(Optional.empty(), Optional.empty(), Optional.empty(), LATER)).isEmpty();
        assertThat(denial(Optional.empty(), Optional.empty(), Optional.of(new OfAge()), LATER)).isEmpty();
    }

    @Test
    void denial_withoutAGuardian_isGuardianMissing() {
        assertThat(denial(WITH_GUARDIAN, Optional.empty(), Optional.empty(), LATER))
                .contains(DenyReason.GUARDIAN_MISSING);
        assertThat(denial(WITH_GUARDIAN, Optional.empty(), underAge(BIRTHDAY), LATER))
                .contains(DenyReason.GUARDIAN_MISSING);
        assertThat(denial(WITH_GUARDIAN, Optional.of(agreed()), Optional.of(new UnderAge(Optional.empty())), LATER))
                .as("the source accepts no mandate")
                .contains(DenyReason.GUARDIAN_MISSING);
        assertThat(denial(Optional.empty(), Optional.empty(), Optional.of(new UnderAge(Optional.empty())), LATER))
                .as("the child agreed alone")
                .contains(DenyReason.GUARDIAN_MISSING);
    }

    @ParameterizedTest
    @EnumSource(value = EventKind.class, names = {"REFUSED", "DEFERRED"})
    void denial_whereTheGuardianDidNotAgree_isGuardianMissing(EventKind kind) {
        assertThat(denial(state(guardians(kind, UnaryOperator.identity())))).contains(DenyReason.GUARDIAN_MISSING);
    }

    @Test
    void denial_afterTheGuardianTookItBack_isGuardianWithdrawn() {
        ConsentEvent given = guardians(EventKind.GIVEN, UnaryOperator.identity());
        ConsentState withdrawn = ConsentLife.after(Optional.of(state(given)),
                given.withdrawn(ChainPosition.first(), LATER), 5);
        assertThat(denial(withdrawn)).contains(DenyReason.GUARDIAN_WITHDRAWN);
    }

    @Test
    void denial_afterTheChildTookItBack_isWithdrawn_whateverTheGuardianSays() {
        ConsentEvent given = childs(WITH_GUARDIAN);
        ConsentState withdrawn = ConsentLife.after(Optional.of(state(given)),
                given.withdrawn(ChainPosition.first(), LATER), 5);
        assertThat(PermitRule.denial(withdrawn, Optional.of(agreed()), order(underAge(BIRTHDAY)), LATER))
                .contains(DenyReason.WITHDRAWN);
    }

    @Test
    void denial_ofWhatTheGuardianDidNotAgreeTo_isWiderThanConsent() {
        var less = List.of(new CredentialCategory(Samples.QUALIFICATION, List.of(List.of("given_name"))));
        assertThat(denial(state(guardians(EventKind.GIVEN,
                terms -> new ConsentTerms(terms.purpose(), terms.purposeHash(), terms.legalBasis(),
                        terms.lawReference(), terms.controller(), terms.source(), less, terms.validUntil(),
                        terms.retention(), terms.withdrawal(), terms.refusalConsequence(), FOR_WARD)))))
                .contains(DenyReason.WIDER_THAN_CONSENT);
    }

    @Test
    void denial_whereTheGuardianSpokeOfAnotherMatter_isGuardianMissing() {
        assertThat(denial(state(guardians(EventKind.GIVEN, terms -> terms.represented(
                Optional.of(new ForWard(RequestHash.of("another child's")))))))).as("another child")
                .contains(DenyReason.GUARDIAN_MISSING);
        assertThat(denial(state(guardians(EventKind.GIVEN, terms -> terms.represented(Optional.empty())))))
                .as("nobody's guardian")
                .contains(DenyReason.GUARDIAN_MISSING);
        assertThat(denial(state(guardians(EventKind.GIVEN, terms -> terms.from("https://elsewhere.example")))))
                .as("another source")
                .contains(DenyReason.GUARDIAN_MISSING);
    }

    @Test
    void denial_whereTheChildIsTheirOwnGuardian_isGuardianMissing() {
        ConsentEvent plain = guardians(EventKind.GIVEN, UnaryOperator.identity());
        var own = new ConsentEvent(EventKind.GIVEN, plain.record(), child.publicJwk(), plain.position(), plain.time(),
                plain.terms(), plain.notice(), plain.requestHash());
        assertThat(denial(state(own))).contains(DenyReason.GUARDIAN_MISSING);
    }

    @Test
    void denial_underAGuardiansRecordAlone_isNotGiven() {
        var alone = new ConsentEvent(EventKind.GIVEN, Samples.RECORD, guardian.publicJwk(), ChainPosition.first(),
                Samples.NOON, childs(FOR_WARD).terms(), Samples.given(guardian).notice(), Samples.REQUEST);
        assertThat(PermitRule.denial(state(alone), Optional.empty(), order(Optional.of(new OfAge())), LATER))
                .contains(DenyReason.NOT_GIVEN);
    }

    @ParameterizedTest
    @CsvSource({"-1, ", "0, SUSPENDED", "1, SUSPENDED"})
    void denial_aroundTheEndOfTheMandate_isSuspendedFromThen(int minutes, DenyReason expected) {
        Instant end = BIRTHDAY.minus(Duration.ofDays(5));
        assertThat(denial(WITH_GUARDIAN, Optional.of(agreed()), underAge(end), end.plus(Duration.ofMinutes(minutes))))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void denial_onceTheGuardiansAgreementEnded_isSuspended() {
        assertThat(denial(WITH_GUARDIAN, Optional.of(agreed()), underAge(BIRTHDAY.plusSeconds(60)), BIRTHDAY))
                .contains(DenyReason.SUSPENDED);
    }

    @Test
    void denial_onceOfAge_isSuspendedUntilTheirOwnWord() {
        ConsentEvent given = childs(WITH_GUARDIAN);
        ConsentState before = state(given);
        assertThat(PermitRule.denial(before, Optional.of(agreed()), order(Optional.of(new OfAge())), BIRTHDAY))
                .contains(DenyReason.SUSPENDED);
        ConsentState own = ConsentLife.after(Optional.of(before),
                given.reaffirmed(ChainPosition.first(), BIRTHDAY, given.notice()), 9);
        assertThat(PermitRule.denial(own, Optional.empty(), order(Optional.of(new OfAge())), BIRTHDAY)).isEmpty();
        assertThat(PermitRule.denial(own, Optional.empty(), order(Optional.of(new UnderAge(Optional.empty()))), LATER))
                .as("a word of their own before they are of age")
                .contains(DenyReason.GUARDIAN_MISSING);
    }

    @Test
    void representation_isKeptByRenewalAndWithdrawal() {
        ConsentEvent given = childs(WITH_GUARDIAN);
        Optional<ConsentState> before = Optional.of(state(given));
        ConsentEvent alone = childs(Optional.empty());
        assertThatThrownBy(() -> ConsentLife.after(before, alone.withdrawn(ChainPosition.first(), LATER), 5))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("another representation");
        ConsentEvent guardians = guardians(EventKind.GIVEN, UnaryOperator.identity());
        ConsentEvent dropped = guardians.reaffirmed(ChainPosition.first(), LATER, guardians.notice());
        assertThatThrownBy(() -> ConsentLife.after(Optional.of(state(guardians)), dropped, 5))
                .as("a guardian has nothing to make their own")
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource({"GIVEN, NO", "GIVEN, NOT_ABLE", "REFUSED, YES", "REFUSED, NOT_ABLE", "DEFERRED, YES", "DEFERRED, NO",
            "RENEWED, NO", "WITHDRAWN, NOT_ABLE"})
    void views_otherThanTheDecision_areRefused(EventKind kind, Views views) {
        ConsentEvent plain = Samples.given(child);
        assertThatThrownBy(() -> new ConsentEvent(kind, plain.record(), plain.actor(), plain.position(), plain.time(),
                plain.terms().represented(Optional.of(new WithGuardian(views))), plain.notice(), plain.requestHash()))
                .hasMessageContaining("views");
    }

    @Test
    void event_withRepresentation_isReadBack() {
        for (ConsentEvent event : List.of(childs(WITH_GUARDIAN), childs(FOR_WARD))) {
            byte[] bytes = EventSignature.sign(event, child).bytes();
            assertThat(UnverifiedEvent.parse(bytes).verify()).isInstanceOfSatisfying(SignedConsentEvent.class,
                    read -> assertThat(read.event()).isEqualTo(event));
        }
    }

    @Test
    void order_withAge_isReadBack() {
        for (PersonsAge age : List.of(new OfAge(), new UnderAge(Optional.empty()), underAge(BIRTHDAY).orElseThrow())) {
            assertThat(order(Optional.of(age)).age()).contains(age);
        }
    }
}
