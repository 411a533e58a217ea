package org.amana.issuer.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.ConsentState.Standing;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PermitRule;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.Representation;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Views;
import org.amana.core.exchange.AnsweredRequest;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.exchange.Represented;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.register.CredentialCategory;
import org.amana.core.status.StatusReference;
import org.amana.core.testing.TestCa;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.core.vci.CredentialIssuerIdentifier;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityId;
import org.amana.support.trust.TrustListSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the source says around the midnight with which a guardian's part ends, and what an honest ledger makes of it. */
class JudgeAgeTest {
    private static final String OFFICE = "https://issuer.test/office";
    private static final Optional<LocalDate> NO_END = Optional.empty();
    private static final Optional<Representation> BESIDE = Optional.of(new Representation.WithGuardian(Views.YES));
    private static final Optional<Representation> THEIR_OWN = Optional.empty();
    private static final RecordId CHILDS = new RecordId("AAAAAAAAAAAAAAAAAAAAAA");
    private static final RecordId GUARDIANS = new RecordId("BBBBBBBBBBBBBBBBBBBBBA");
    private static final RelationId CHILD = RelationId.of(EphemeralKey.generate().publicJwk());
    private static final RelationId GUARDIAN = RelationId.of(EphemeralKey.generate().publicJwk());
    private static final RequestHash ASKED_CHILD = RequestHash.of("the child was asked");
    private static final RequestHash ASKED_GUARDIAN = RequestHash.of("the guardian was asked");
    private static final String REFERENCE = "guardianship-of-the-test-0001";
    private static final List<CredentialCategory> DATA = List.of(new CredentialCategory(
            "https://amana.example/vct/qualification", List.of(List.of("qualification"))));
    private static final Instant LAST = Instant.parse("2031-01-01T00:00:00Z");
    private static final SigningKey SOURCE = TestCa.root("Issuers").issuer(OFFICE);

    /** A guardian whose card holds. */
    private static final class Holds extends CheckMandate {
        private final GuardianMandate mandate;

        Holds(Optional<LocalDate> until, Clock clock) {
            super(new ChainValidator(), new TrustListSource(() -> "", TrustAnchors::none, new ChainValidator(), clock,
                    Duration.ZERO), question -> {
                        throw new AssertionError("nobody is asked");
                    }, clock);
            this.mandate = new GuardianMandate(List.of("personal_data"), until, REFERENCE);
        }

        @Override
        Optional<CheckedMandate> of(ReleaseRequest.Guardian guardian, Ward ward, Duration answerMaxAge) {
            return Optional.of(new CheckedMandate(mandate, "https://court.test",
                    new StatusReference(URI.create("https://court.test/status"), 1)));
        }

        @Override
        boolean stands(CheckedMandate checked) {
            return true;
        }
    }

    private static Instant at(String local, String zone) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
    }

    private static Optional<PersonsAge> age(String country, String born, Optional<LocalDate> mandate, Instant now) {
        var terms = new ExchangeTerms("subject", OFFICE, DATA, LAST, Optional.empty(),
                Optional.of(new Represented.WithGuardian()));
        var guardian = new ReleaseRequest.Guardian(GUARDIANS, new AnsweredRequest(ASKED_GUARDIAN, "client", "two",
                terms.forGuardian("mandate", ASKED_CHILD, Views.YES, DATA)), "shown");
        var office = new Authority(new AuthorityId("office"), new CredentialIssuerIdentifier(OFFICE),
                Map.of("en", "Office"), country, List.of());
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new JudgeAge(new Holds(mandate, clock), clock).of(office,
                new ReleaseRequest.Agreed(new AnsweredRequest(ASKED_CHILD, "client", "one", terms), "shown",
                        Optional.of(guardian)),
                new Ward(born, Optional.of(REFERENCE), Optional.empty()), Duration.ofDays(7)).told();
    }

    private static ConsentState state(RecordId record, RelationId relation, RequestHash request,
                                      Optional<Representation> representation) {
        Instant given = Instant.parse("2026-01-02T10:00:00Z");
        return new ConsentState(record, relation, "harbour-bakery", "keep-diploma", Optional.of(OFFICE), DATA, request,
                Standing.GIVEN, 1, given, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(LAST), 1, Optional.empty(), representation, Optional.empty());
    }

    private static String ledgerSays(Optional<PersonsAge> age, Optional<Representation> childs, Instant now) {
        PermitOrder order = PermitOrder.verify(PermitOrder.sign(SOURCE, OFFICE, "AAAAAAAAAAAAAAAAAAAAA1", now, CHILDS,
                ASKED_CHILD, "harbour-bakery", "keep-diploma", DATA, Optional.empty(), age));
        return PermitRule.denial(state(CHILDS, CHILD, ASKED_CHILD, childs),
                Optional.of(state(GUARDIANS, GUARDIAN, ASKED_GUARDIAN,
                        Optional.of(new Representation.ForWard(ASKED_CHILD)))),
                order, now).map(DenyReason::code).orElse("permit");
    }

    private static String decided(String country, String born, Optional<LocalDate> mandate, Instant now) {
        return ledgerSays(age(country, born, mandate, now), BESIDE, now);
    }

    @ParameterizedTest
    @CsvSource({"DE, 2008-11-24, 2026-11-23T23:59, 2026-11-24T00:01, Europe/Berlin",
            "GR, 2008-11-24, 2026-11-23T23:59, 2026-11-24T00:01, Europe/Athens",
            "IS, 2008-11-24, 2026-11-23T23:59, 2026-11-24T00:01, Atlantic/Reykjavik",
            // the zone of the country in which a day begins last, not that of its capital
            "ES, 2008-11-24, 2026-11-23T23:59, 2026-11-24T00:01, Atlantic/Canary",
            // born on a day that the year of the birthday does not have
            "DE, 2008-02-29, 2026-02-28T23:59, 2026-03-01T00:01, Europe/Berlin",
            // clocks go forward at midnight: the day begins at one o'clock
            "PT, 2009-03-28, 2027-03-27T23:59, 2027-03-28T01:01, Atlantic/Azores",
            // clocks go back: there are two midnights, and the first counts
            "PT, 2009-10-31, 2027-10-30T23:59, 2027-10-31T00:01, Atlantic/Azores",
            "DE, 2009-10-31, 2027-10-30T23:59, 2027-10-31T00:01, Europe/Berlin"})
    void birthday_isPermittedAMinuteBefore_andSuspendedAMinuteAfter_untilTheirOwnWord(String country, String born,
                                                                                      String before, String after,
                                                                                      String zone) {
        Instant minor = at(before, zone);
        assertThat(decided(country, born, NO_END, minor)).isEqualTo("permit");
        assertThat(decided(country, born, NO_END, minor.plusSeconds(59))).as("the last second").isEqualTo("permit");
        assertThat(decided(country, born, NO_END, minor.plusSeconds(60))).as("the first").isEqualTo("suspended");
        Instant grown = at(after, zone);
        Optional<PersonsAge> age = age(country, born, NO_END, grown);
        assertThat(age).contains(new PersonsAge.OfAge());
        assertThat(ledgerSays(age, BESIDE, grown)).isEqualTo("suspended");
        assertThat(ledgerSays(age, THEIR_OWN, grown)).as("reaffirmed").isEqualTo("permit");
    }

    @Test
    void birthday_atTheSameMoment_dependsOnTheCountryOfTheSource() {
        Instant evening = Instant.parse("2026-11-23T22:30:00Z");
        assertThat(decided("GR", "2008-11-24", NO_END, evening)).isEqualTo("suspended");
        assertThat(decided("PT", "2008-11-24", NO_END, evening)).isEqualTo("permit");
        assertThat(decided("XB", "2008-11-24", NO_END, evening.plus(Duration.ofDays(300))))
                .as("a country without a row knows nobody of age")
                .isEqualTo("permit");
    }

    @ParameterizedTest
    @CsvSource({"DE, 2026-11-24, 2026-11-23T23:59, Europe/Berlin", "ES, 2026-11-24, 2026-11-23T23:59, Atlantic/Canary",
            "FI, 2028-02-29, 2028-02-28T23:59, Europe/Helsinki", "PT, 2027-03-28, 2027-03-27T23:59, Atlantic/Azores",
            // where the law is not known the day begins with the first clock on earth
            "XB, 2026-11-24, 2026-11-23T23:59, Pacific/Kiritimati"})
    void mandate_isPermittedAMinuteBeforeItsEnd_andSuspendedAMinuteAfter(String country, LocalDate end, String before,
                                                                         String zone) {
        String born = "2015-06-01";
        Instant holds = at(before, zone);
        assertThat(decided(country, born, Optional.of(end), holds)).isEqualTo("permit");
        assertThat(decided(country, born, Optional.of(end), holds.plusSeconds(59))).as("the last second")
                .isEqualTo("permit");
        assertThat(decided(country, born, Optional.of(end), holds.plusSeconds(60))).as("the first")
                .isEqualTo("suspended");
        Instant over = holds.plusSeconds(120);
        assertThat(decided(country, born, Optional.of(end), over)).isEqualTo("suspended");
        assertThat(ledgerSays(age(country, born, Optional.of(end), over), THEIR_OWN, over))
                .as("a word of their own, under age")
                .isEqualTo("suspended");
    }

    @Test
    void clocksThatDisagree_atMidnight_permitNothingAfterIt() {
        Instant midnight = at("2026-11-24T00:00", "Europe/Berlin");
        Optional<PersonsAge> behind = age("DE", "2008-11-24", NO_END, midnight.minusSeconds(20));
        assertThat(behind.flatMap(PersonsAge::findGuardian).map(PersonsAge.Guardian::until)).contains(midnight);
        assertThat(ledgerSays(behind, BESIDE, midnight)).as("the source is behind the ledger").isEqualTo("suspended");
        Optional<PersonsAge> ahead = age("DE", "2008-11-24", NO_END, midnight);
        assertThat(ledgerSays(ahead, BESIDE, midnight.minusSeconds(20))).as("ahead of it").isEqualTo("suspended");
    }
}
