package org.amana.issuer;

import static org.amana.issuer.ReleaseDriver.refused;
import static org.amana.issuer.ReleaseWorld.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.amana.core.consent.ConsentState.Standing;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RequestHash;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.key.EphemeralKey;
import org.amana.core.testing.TestCa;
import org.amana.issuer.Court.Mandated;
import org.amana.issuer.Municipality.Ask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Releases about people under age: whose mandate does not hold is nobody's guardian, and the ledger writes that down. */
@ReleaseTest
class GuardianReleaseTest {
    private static final String OTHER = "guardianship-of-the-test-0002";
    private final ShiftedClock clock;
    private final ReleaseDriver driver;
    private final Court court;
    private final Island island;

    GuardianReleaseTest(@Autowired Offices offices, @Autowired ShiftedClock clock, @Autowired ReleaseDriver driver,
            @Value("${amana.base-url}") String baseUrl) {
        this.clock = clock;
        this.driver = driver;
        this.court = new Court(clock, Court.ID);
        this.island = new Island(offices.island(), "island-office", driver, new Municipality(clock, baseUrl), clock);
    }

    @BeforeEach
    void calm() {
        ReleaseWorld.calm(clock);
    }

    @Test
    void release_whenTheMandateHolds_thenTheOrderNamesTheGuardianUntilTheFirstEnd() {
        Ask ask = island.child();
        LocalDate end = island.today().plusDays(30);
        GuardiansPart part = island.guardian(ask, court.mandate(Island.REFERENCE, List.of("all_matters"),
                Optional.of(end)));

        driver.open(ask, driver.send(ask));

        assertThat(age()).contains(new PersonsAge.UnderAge(Optional.of(new PersonsAge.Guardian(part.record,
                RequestHash.of(part.answer().request()), Island.begin(end)))));
    }

    @Test
    void release_whenTheMandateHasNoEnd_thenUntilTheBirthday() {
        LocalDate birthday = island.today().plusDays(10);
        Ask ask = island.child(birthday.minusYears(18).toString(), Island.REFERENCE);
        island.guardian(ask, court.mandate(Island.REFERENCE));

        driver.open(ask, driver.send(ask));

        assertThat(age().flatMap(PersonsAge::findGuardian).map(PersonsAge.Guardian::until))
                .contains(Island.begin(birthday));
    }

    @Test
    void release_ofSomebodyOfAgeWhoWasAskedAsSuch_thenTheLedgerLearnsNoAge() {
        Ask ask = island.asked("1991-04-23", "", Optional.empty());
        LEDGER.judge(order -> GuardiansPart.judgeAlone(ask, order, clock.instant()));

        driver.open(ask, driver.send(ask));

        assertThat(age()).isEmpty();
    }

    @Test
    void release_whenTheBirthDateIsUnknown_thenUnderAgeWhereAskedSoAndNothingElsewhere() {
        Ask asChild = island.child("", Island.REFERENCE);
        island.guardian(asChild, court.mandate(Island.REFERENCE));
        driver.open(asChild, driver.send(asChild));
        assertThat(age().flatMap(PersonsAge::findGuardian).map(PersonsAge.Guardian::until))
                .contains(asChild.terms().until());

        Ask plain = island.asked("", "", Optional.empty());
        LEDGER.judge(order -> GuardiansPart.judgeAlone(plain, order, clock.instant()));
        driver.open(plain, driver.send(plain));
        assertThat(age()).isEmpty();
    }

    /** One thing that is wrong, and why the ledger denies. */
    record Wrong(String what, String reason, BiConsumer<GuardianReleaseTest, Ask> part) {
        @Override
        public String toString() {
            return what;
        }

        static Wrong missing(String what, BiConsumer<GuardianReleaseTest, Ask> part) {
            return new Wrong(what, "guardian_missing", part);
        }
    }

    static Stream<Wrong> guardians() {
        return Stream.of(new Wrong("nobody agreed beside the child", "guardian_missing", (test, ask) -> {
            LEDGER.judge(order -> GuardiansPart.judgeAlone(ask, order, test.clock.instant()));
        }), Wrong.missing("a forged mandate", (test, ask) -> test.by(ask, new Court(test.clock, Court.ID,
                TestCa.root("Nobody").issuer(Court.ID)))),
                Wrong.missing("a court that is not listed",
                        (test, ask) -> test.by(ask, new Court(test.clock, "https://elsewhere.test/court"))),
                Wrong.missing("an issuer that is listed for other types",
                        (test, ask) -> test.by(ask, new Court(test.clock, Court.HOSPITAL))),
                Wrong.missing("a mandate for another child",
                        (test, ask) -> test.island.guardian(ask, test.court.mandate(OTHER))),
                Wrong.missing("a mandate for other matters", (test, ask) -> test.island.guardian(ask,
                        test.court.mandate(Island.REFERENCE, List.of("health", "residence"), Optional.empty()))),
                Wrong.missing("a key that the card is not bound to",
                        (test, ask) -> test.with(ask, part -> part.holder = EphemeralKey.generate())),
                Wrong.missing("an answer to another requester",
                        (test, ask) -> test.with(ask, part -> part.audience = Optional.of("x509_hash:another"))),
                Wrong.missing("an answer to other terms", (test, ask) -> test.with(ask,
                        part -> part.signedTerms = asked -> new ExchangeTerms(asked.credentialId(), asked.source(),
                                asked.categories(), asked.until().plusSeconds(1), asked.every(),
                                asked.represented()))),
                Wrong.missing("an answer older than a week",
                        (test, ask) -> test.with(ask, part -> part.answeredBefore = Duration.ofDays(8))),
                Wrong.missing("an answer to another request", (test, ask) -> test.with(ask,
                        part -> part.presentation = Optional.of(new GuardiansPart(ask,
                                test.court.mandate(Island.REFERENCE).card()).answer().presentation()))),
                Wrong.missing("the child's own card",
                        (test, ask) -> test.with(ask, part -> part.presentation = Optional.of(ask.presentation()))),
                Wrong.missing("nonsense", (test, ask) -> test.with(ask,
                        part -> part.presentation = Optional.of("a~b~c"))),
                new Wrong("a mandate that ended", "suspended", (test, ask) -> test.island.guardian(ask,
                        test.court.mandate(Island.REFERENCE, List.of("personal_data"),
                                Optional.of(test.island.today().minusDays(1))))),
                new Wrong("a mandate that ends today", "suspended", (test, ask) -> test.island.guardian(ask,
                        test.court.mandate(Island.REFERENCE, List.of("personal_data"),
                                Optional.of(test.island.today())))),
                new Wrong("a mandate that was revoked", "suspended",
                        (test, ask) -> test.inStatus(ask, 1)),
                new Wrong("a mandate that is suspended", "suspended",
                        (test, ask) -> test.inStatus(ask, 2)),
                new Wrong("a guardian who took it back", "guardian_withdrawn", (test, ask) -> test.with(ask,
                        part -> part.standing = Standing.WITHDRAWN)));
    }

    @ParameterizedTest
    @MethodSource("guardians")
    void release_whenOneThingIsWrong_thenDeniedInTheLedgerAndNothingLeaves(Wrong wrong) {
        Ask ask = island.child();
        wrong.part().accept(this, ask);
        int before = driver.remembered();

        assertThat(refused(driver.send(ask), 403, wrong.reason()).path("entry").isIntegralNumber()).isTrue();

        assertThat(LEDGER.orders()).singleElement()
                .satisfies(order -> assertThat(order.age().orElseThrow()).isInstanceOf(PersonsAge.UnderAge.class));
        assertThat(driver.remembered()).isEqualTo(before);
    }

    @Test
    void release_whenTheRegisterHasNoReference_thenDenied() {
        Ask ask = island.child(island.today().minusYears(16).toString(), "");
        island.guardian(ask, court.mandate(Island.REFERENCE));

        refused(driver.send(ask), 403, "guardian_missing");
    }

    @Test
    void release_ofSomebodyUnderAgeWhoWasAskedAlone_thenDenied() {
        Ask ask = island.asked(island.today().minusYears(16).toString(), Island.REFERENCE, Optional.empty());
        LEDGER.judge(order -> GuardiansPart.judgeAlone(ask, order, clock.instant()));

        refused(driver.send(ask), 403, "guardian_missing");

        assertThat(age()).contains(new PersonsAge.UnderAge(Optional.empty()));
    }

    @Test
    void guardian_ofAnotherChildOrBesideNobody_thenRefusedAsBad() {
        Ask ask = island.child();
        GuardiansPart other = island.guardian(ask, court.mandate(Island.REFERENCE));
        other.answered = RequestHash.of(island.child().requestObject());
        refused(driver.send(ask), 400, "bad_release_request");

        Ask alone = island.asked(island.today().minusYears(16).toString(), Island.REFERENCE, Optional.empty());
        island.guardian(alone, court.mandate(Island.REFERENCE));
        refused(driver.send(alone), 400, "bad_release_request");

        assertThat(LEDGER.orders()).isEmpty();
    }

    @Test
    void status_whenItCannotBeHad_thenLaterAndNothingIsAsked() {
        Ask ask = island.child();
        Mandated mandated = court.mandate(Island.REFERENCE);
        island.guardian(ask, mandated);
        Court.hides(mandated);
        refused(driver.send(ask), 503, "mandate_unjudged");

        Ask byAnother = island.child();
        Mandated spokenFor = court.mandate(Island.REFERENCE);
        island.guardian(byAnother, spokenFor);
        new Court(clock, Court.HOSPITAL).says(spokenFor, 0);
        refused(driver.send(byAnother), 503, "mandate_unjudged");

        assertThat(LEDGER.orders()).isEmpty();
    }

    private Optional<PersonsAge> age() {
        PermitOrder order = LEDGER.orders().getLast();
        return order.age();
    }

    private GuardiansPart by(Ask ask, Court other) {
        return island.guardian(ask, other.mandate(Island.REFERENCE));
    }

    private GuardiansPart with(Ask ask, Consumer<GuardiansPart> change) {
        GuardiansPart part = island.guardian(ask, court.mandate(Island.REFERENCE));
        change.accept(part);
        return part;
    }

    private GuardiansPart inStatus(Ask ask, int value) {
        Mandated mandated = court.mandate(Island.REFERENCE);
        court.says(mandated, value);
        return island.guardian(ask, mandated);
    }
}
