package org.amana.ledger.permit;

import static org.amana.ledger.permit.ByLaw.assertDenied;
import static org.amana.ledger.permit.ByLaw.assertPermitted;
import static org.amana.ledger.permit.ByLaw.assertRefused;
import static org.amana.ledger.permit.ByLaw.on;
import static org.amana.ledger.permit.ByLaw.use;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Accesses that rest on a law: what is permitted, what is denied with an entry, and what is refused without one. */
@LedgerTest
class LawfulAccessTest {
    private final Exchange exchange;
    private final ByLaw law;
    private final IntendedUse use = use("law-" + Person.fresh(), "Verify " + Person.fresh());

    LawfulAccessTest(@Autowired Environment settings) {
        this.exchange = new Exchange(settings);
        this.law = new ByLaw(exchange);
    }

    @BeforeEach
    void register() {
        law.register(use);
    }

    @Test
    void permit_underARegisteredLaw_isGivenAndTheLawIsAnEntryOnce() {
        var access = law.access(use, exchange.give());
        assertPermitted(access.order());
        assertPermitted(access.order());
        assertThat(law.kinds(access.record)).containsExactly("AUTHORISED_BY_LAW", "PERMIT", "PERMIT");
    }

    @Test
    void permit_underALawThatIsNotRegisteredSo_isDenied() {
        ConsentEvent known = exchange.give();
        assertDenied("not_registered", law.access(use("law-" + Person.fresh(), "Nobody knows"), known).order());
        assertDenied("not_registered", law.access(on(use, "eu-gdpr:A6-1-c"), known).order());
        assertDenied("not_registered", law.access(on(use, ByLaw.BASIS, "eu-gdpr:A9-2-g"), known).order());
        assertDenied("not_registered",
                law.access(use(use.id(), "Verify", List.of(List.of("qualification"), List.of("grades"))), known)
                        .order());
        assertDenied("not_registered", law.access(use("keep-diploma-on-file", "Keep it"), known).order());
    }

    @Test
    void permit_ofMoreThanTheLawWasNamedFor_isDenied() {
        var access = law.access(use, exchange.give());
        assertDenied("wider_than_consent", access.order(List.of(new CredentialCategory(Fixtures.QUALIFICATION,
                List.of(List.of("family_name"))))));
    }

    @Test
    void permit_onceTheRegisterNamesAnotherBasis_isDenied() {
        var access = law.access(use, exchange.give());
        assertPermitted(access.order());
        law.register(on(use, "eu-gdpr:A6-1-c"));
        assertDenied("not_registered", access.order());
    }

    @Test
    void order_aboutSomebodyTheOfficeHasNothingToDoWith_isRefused() {
        ConsentEvent known = exchange.give();
        ConsentEvent shown = exchange.append("", exchange.person.answer(EventKind.GIVEN));
        assertRefused("unknown_record", named(new RecordId(Person.fresh()), known.requestHash()).order());
        assertRefused("unknown_record", named(known.record(), RequestHash.of("another")).order());
        assertRefused("unknown_record", named(shown.record(), shown.requestHash()).order());
    }

    private ByLaw.Access named(RecordId record, RequestHash request) {
        return law.new Access(use, new RecordId(Person.fresh()), new LawfulAccess.Known(record, request),
                Fixtures.RECOGNITION_OFFICE, use.credentials());
    }

    @Test
    void order_thatIsNotWhatTheRequesterSigned_isRefused() {
        ConsentEvent known = exchange.give();
        var access = law.access(use, known);
        var data = use.credentials();
        assertRefused("another_permit", access.post(new RecordId(Person.fresh()), "harbour-bakery", use.id(), data));
        assertRefused("another_permit", access.post(access.record, "other-firm", use.id(), data));
        assertRefused("another_permit", access.post(access.record, "harbour-bakery", "check-right-to-work", data));
        var forged = law.new Access(use, access.record, access.statement().known(), Fixtures.RECOGNITION_OFFICE, data,
                law.otherParty());
        assertRefused("not_a_party", forged.order());
        assertThat(law.kinds(access.record)).isEmpty();
    }

    @Test
    void record_ofALaw_isOneOfItsOwn() {
        ConsentEvent known = exchange.give();
        var access = law.access(use, known);
        assertPermitted(access.order());
        var again = law.new Access(use, access.record, access.statement().known(), Fixtures.RECOGNITION_OFFICE,
                use.credentials());
        assertRefused("already_decided", again.order());
    }

    @Test
    void permit_ofASpecialCategory_needsItsOwnGround() {
        var health = List.of(new CredentialCategory(Fixtures.QUALIFICATION, List.of(List.of("qualification"))));
        assertThat(org.amana.core.register.SpecialCategories.areIn(health)).isFalse();
        var age = List.of(new CredentialCategory("https://amana.example/vct/age-assessment",
                List.of(List.of("adult"))));
        assertThat(org.amana.core.register.SpecialCategories.areIn(age)).isTrue();
        assertThat(org.amana.core.register.SpecialCategories.areAllowedBy(List.of(ByLaw.BASIS))).isFalse();
        assertThat(org.amana.core.register.SpecialCategories.areAllowedBy(List.of(ByLaw.BASIS, "eu-gdpr:A9-2-g")))
                .isTrue();
    }

    @Nested
    class Objections {
        @Test
        void permit_onceThePersonObjected_isDeniedUntilTheOfficeRejectsIt() {
            var access = law.access(use, exchange.give());
            assertPermitted(access.order());
            assertThat(access.object(exchange.person).status()).isEqualTo(201);
            assertDenied("objected", access.order());
            assertThat(access.answer(Optional.of("The law asks for it each year.")).status()).isEqualTo(201);
            assertPermitted(access.order());
            assertThat(law.kinds(access.record)).containsExactly("AUTHORISED_BY_LAW", "PERMIT", "OBJECTED", "DENY",
                    "OBJECTION_REJECTED", "PERMIT");
        }

        @Test
        void permit_onceTheOfficeGaveIn_isDeniedForGoodAndUnderEveryRecord() {
            ConsentEvent known = exchange.give();
            var access = law.access(use, known);
            assertPermitted(access.order());
            assertThat(access.object(exchange.person).status()).isEqualTo(201);
            var second = law.access(use, known);
            assertDenied("objected", second.order());
            assertThat(access.answer(Optional.empty()).status()).isEqualTo(201);
            assertDenied("objected", access.order());
            assertDenied("objected", second.order());
        }

        @Test
        void objection_byAnotherKeyTwiceOrToAConsent_isRefused() {
            ConsentEvent known = exchange.give();
            var access = law.access(use, known);
            assertRefused("unknown_permit", access.object(exchange.person));
            assertPermitted(access.order());
            assertRefused("unknown_permit", access.object(new Person()));
            assertThat(access.object(exchange.person).status()).isEqualTo(201);
            assertRefused("wrong_state", access.object(exchange.person));
            var consent = law.new Access(use, known.record(),
                    new LawfulAccess.Known(new RecordId(Person.fresh()), known.requestHash()),
                    Fixtures.RECOGNITION_OFFICE, use.credentials());
            assertRefused("unknown_permit", consent.object(exchange.person));
        }

        @Test
        void answer_byAnotherPartyOrToNothing_isRefused() {
            var access = law.access(use, exchange.give());
            assertPermitted(access.order());
            assertRefused("wrong_state", access.answer(Optional.empty()));
            assertThat(access.object(exchange.person).status()).isEqualTo(201);
            assertRefused("not_a_party", access.answer(law.otherParty(), "other-firm", Optional.empty()));
            assertRefused("not_a_party", access.answer(law.otherParty(), "harbour-bakery", Optional.empty()));
            assertThat(access.answer(Optional.empty()).status()).isEqualTo(201);
            assertRefused("wrong_state", access.answer(Optional.of("On second thought")));
        }
    }
}
