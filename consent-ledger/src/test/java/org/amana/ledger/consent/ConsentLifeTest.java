package org.amana.ledger.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.RequestHash;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.Person;
import org.amana.ledger.consent.ConsentState.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConsentLifeTest {
    private static final long INDEX = 9;
    private final Person person = new Person();
    private final ConsentEvent asked = person.answer(EventKind.GIVEN);

    @ParameterizedTest
    @CsvSource(textBlock = """
            # before          , DEFERRED        , GIVEN           , RENEWED        , REFUSED         , WITHDRAWN
            nothing           , DEFERRED        , GIVEN           , unknown_record , REFUSED         , unknown_record
            DEFERRED          , already_decided , GIVEN           , wrong_state    , REFUSED         , wrong_state
            GIVEN             , already_decided , already_decided , GIVEN          , already_decided , WITHDRAWN
            REFUSED           , already_decided , already_decided , wrong_state    , already_decided , wrong_state
            WITHDRAWN         , already_decided , already_decided , wrong_state    , already_decided , wrong_state
            GIVEN and erased  , already_decided , already_decided , wrong_state    , already_decided , WITHDRAWN
            WITHDRAWN and erased, already_decided, already_decided, wrong_state    , already_decided , wrong_state
            """)
    void after_ofEveryStateAndKind(String before, String deferred, String given, String renewed, String refused,
                                   String withdrawn) {
        assertThat(outcome(before, EventKind.DEFERRED)).isEqualTo(deferred);
        assertThat(outcome(before, EventKind.GIVEN)).isEqualTo(given);
        assertThat(outcome(before, EventKind.RENEWED)).isEqualTo(renewed);
        assertThat(outcome(before, EventKind.REFUSED)).isEqualTo(refused);
        assertThat(outcome(before, EventKind.WITHDRAWN)).isEqualTo(withdrawn);
    }

    @ParameterizedTest
    @EnumSource(value = EventKind.class, names = {"APPROVED", "RECEIVED", "ERASED"})
    void after_whenNoDecisionOnAConsent_isABug(EventKind kind) {
        if (kind != EventKind.ERASED) { // of which no such event can be made
            assertThatThrownBy(() -> ConsentLife.after(Optional.empty(), person.instead(asked, kind), INDEX))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ConsentLife.answersRequest(kind)).isFalse();
    }

    @Test
    void after_whenTheKeyIsAnothers_tellsNothingAndChangesNothing() {
        Person thief = new Person();
        assertThat(refusal(state("GIVEN"), thief.instead(asked, EventKind.RENEWED))).isEqualTo("unknown_record");
        assertThat(refusal(state("GIVEN"), thief.instead(asked, EventKind.WITHDRAWN))).isEqualTo("unknown_record");
        assertThat(refusal(state("DEFERRED"), thief.instead(asked, EventKind.GIVEN))).isEqualTo("already_decided");
        assertThat(refusal(state("DEFERRED"), thief.instead(asked, EventKind.REFUSED))).isEqualTo("already_decided");
    }

    @ParameterizedTest
    @CsvSource({"DEFERRED,GIVEN", "DEFERRED,REFUSED", "GIVEN,RENEWED", "GIVEN,WITHDRAWN"})
    void after_whenItNamesAnotherMatterThanTheRecord_isRefused(String before, EventKind kind) {
        ConsentEvent same = person.instead(asked, kind);
        assertThat(refusal(state(before), same)).isEmpty();
        ConsentTerms terms = asked.terms();
        assertThat(refusal(state(before), Person.with(same, new ConsentTerms("check-right-to-work",
                terms.purposeHash(), terms.legalBasis(), terms.lawReference(), terms.controller(), terms.categories(),
                terms.validUntil(), terms.retention(), terms.withdrawal(), terms.refusalConsequence()))))
                .isEqualTo("not_as_registered");
        assertThat(refusal(state(before), Person.with(same, new ConsentTerms(terms.purpose(), terms.purposeHash(),
                terms.legalBasis(), terms.lawReference(), "other-firm", terms.categories(), terms.validUntil(),
                terms.retention(), terms.withdrawal(), terms.refusalConsequence())))).isEqualTo("not_as_registered");
        assertThat(refusal(state(before), new ConsentEvent(kind, same.record(), same.actor(), same.position(),
                same.time(), terms, same.notice(), RequestHash.of("another request")))).isEqualTo("not_as_registered");
    }

    @Test
    void after_whenRenewedOrAnswered_standsByTheNewEntry() {
        ConsentState renewed = ConsentLife.after(state("GIVEN"), person.instead(asked, EventKind.RENEWED), INDEX);
        assertThat(renewed.standingIndex()).isEqualTo(INDEX);
        ConsentState given = ConsentLife.after(state("DEFERRED"), person.instead(asked, EventKind.GIVEN), INDEX);
        assertThat(given.standingIndex()).isEqualTo(INDEX);
        ConsentState withdrawn = ConsentLife.after(state("GIVEN"), person.instead(asked, EventKind.WITHDRAWN), INDEX);
        assertThat(withdrawn.decidedIndex()).isEqualTo(1);
        assertThat(withdrawn.standingIndex()).isEqualTo(INDEX);
    }

    private String outcome(String before, EventKind kind) {
        try {
            return ConsentLife.after(state(before), person.instead(asked, kind), INDEX).standing().name();
        } catch (ProblemException e) {
            return e.problem().code();
        }
    }

    private static String refusal(Optional<ConsentState> before, ConsentEvent event) {
        try {
            ConsentLife.after(before, event, INDEX);
            return "";
        } catch (ProblemException e) {
            return e.problem().code();
        }
    }

    private Optional<ConsentState> state(String words) {
        if (words.equals("nothing")) {
            return Optional.empty();
        }
        Standing standing = Standing.valueOf(words.replace(" and erased", ""));
        Optional<Instant> erased = words.endsWith("erased") ? Optional.of(asked.time()) : Optional.empty();
        Optional<Instant> withdrawn = standing == Standing.WITHDRAWN ? Optional.of(asked.time()) : Optional.empty();
        return Optional.of(new ConsentState(asked.record(), asked.relation(), asked.terms().controller(),
                asked.terms().purpose(), asked.requestHash(), standing, 1, asked.time(), withdrawn.map(at -> 2L),
                withdrawn, erased.map(at -> 3L), erased));
    }
}
