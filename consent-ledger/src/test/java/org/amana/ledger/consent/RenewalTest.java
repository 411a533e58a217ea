package org.amana.ledger.consent;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.Notice;
import org.amana.ledger.Person;
import org.junit.jupiter.api.Test;

class RenewalTest {
    private static final Notice AGAIN = Notice.of("May we go on …?", "en");
    private final ConsentEvent answer = new Person().answer(EventKind.GIVEN);
    private final Instant end = answer.time().plus(Duration.ofDays(30));
    private final ConsentEvent given = Person.with(answer, answer.terms().until(end));

    @Test
    void require_whenOnlyTheEndIsLater_holds() {
        assertThatCode(() -> Renewal.require(given, renewed(end.minusSeconds(1), end.plusSeconds(1))))
                .doesNotThrowAnyException();
    }

    @Test
    void require_whenItEndsNoLater_isRefused() {
        refuse(given, renewed(given.time(), end), "ends no later");
        refuse(given, renewed(given.time(), end.minusSeconds(1)), "ends no later");
        ConsentTerms endless = answer.terms();
        refuse(given, Person.with(renewed(given.time(), end), endless), "ends no later");
    }

    @Test
    void require_whenNothingIsLeftToRenew_isRefused() {
        refuse(given, renewed(end, end.plusSeconds(60)), "has ended");
        refuse(given, renewed(end.plusSeconds(1), end.plusSeconds(60)), "has ended");
        refuse(answer, renewed(given.time(), end), "has no end");
    }

    @Test
    void require_whenAnythingElseChanges_isRefused() {
        ConsentEvent renewed = renewed(given.time(), end.plusSeconds(60));
        ConsentTerms terms = renewed.terms();
        refuse(given, Person.with(renewed, Person.asking(terms, "qualification")), "changes more");
        refuse(given, Person.with(renewed, Person.asking(terms, "grades")), "changes more");
        refuse(given, Person.with(renewed, with(terms, terms.legalBasis(), Period.ofMonths(60), terms.withdrawal())),
                "changes more");
        refuse(given, Person.with(renewed,
                with(terms, List.of("eu-gdpr:A9-2-a"), terms.retention(), terms.withdrawal())), "changes more");
        refuse(given, Person.with(renewed, with(terms, terms.legalBasis(), terms.retention(), Optional.empty())),
                "changes more");
    }

    private ConsentEvent renewed(Instant at, Instant until) {
        return given.renewed(ChainPosition.first(), at, until, AGAIN);
    }

    private static ConsentTerms with(ConsentTerms terms, List<String> basis, Period retention,
                                     Optional<String> withdrawal) {
        return new ConsentTerms(terms.purpose(), terms.purposeHash(), basis, terms.lawReference(), terms.controller(),
                terms.source(),
                terms.categories(), terms.validUntil(), retention, withdrawal, terms.refusalConsequence());
    }

    private static void refuse(ConsentEvent standing, ConsentEvent renewed, String why) {
        assertThatThrownBy(() -> Renewal.require(standing, renewed)).hasMessageContaining("not_a_renewal")
                .hasMessageContaining(why);
    }
}
