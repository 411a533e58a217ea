package org.amana.core.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentState.Standing;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.TestCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConsentLifeTest {
    private static final long INDEX = 9;
    private static final SigningKey RECIPIENT = TestCa.root("access")
            .verifier("bakery.example", URI.create("urn:amana:party:harbour-bakery"));
    private final EphemeralKey person = EphemeralKey.generate();
    private final ConsentEvent asked = Samples.given(person);

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
            assertThatThrownBy(() -> ConsentLife.after(Optional.empty(), by(person, kind), INDEX))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ConsentLife.answersRequest(kind)).isFalse();
    }

    @Test
    void after_whenTheKeyIsAnothers_tellsNothingAndChangesNothing() {
        EphemeralKey thief = EphemeralKey.generate();
        assertThat(refusal(state("GIVEN"), by(thief, EventKind.RENEWED))).isEqualTo("unknown_record");
        assertThat(refusal(state("GIVEN"), by(thief, EventKind.WITHDRAWN))).isEqualTo("unknown_record");
        assertThat(refusal(state("DEFERRED"), by(thief, EventKind.GIVEN))).isEqualTo("already_decided");
        assertThat(refusal(state("DEFERRED"), by(thief, EventKind.REFUSED))).isEqualTo("already_decided");
    }

    @ParameterizedTest
    @CsvSource({"DEFERRED,GIVEN", "DEFERRED,REFUSED", "GIVEN,RENEWED", "GIVEN,WITHDRAWN"})
    void after_whenItNamesAnotherMatterThanTheRecord_isRefused(String before, EventKind kind) {
        ConsentEvent same = by(person, kind);
        assertThat(refusal(state(before), same)).isEmpty();
        ConsentTerms terms = asked.terms();
        assertThat(refusal(state(before), with(same, new ConsentTerms("check-right-to-work",
                terms.purposeHash(), terms.legalBasis(), terms.lawReference(), terms.controller(), terms.source(),
                terms.categories(),
                terms.validUntil(), terms.retention(), terms.withdrawal(), terms.refusalConsequence()))))
                .isEqualTo("not_as_registered");
        assertThat(refusal(state(before), with(same, new ConsentTerms(terms.purpose(), terms.purposeHash(),
                terms.legalBasis(), terms.lawReference(), "other-firm", terms.source(), terms.categories(),
                terms.validUntil(),
                terms.retention(), terms.withdrawal(), terms.refusalConsequence())))).isEqualTo("not_as_registered");
        assertThat(refusal(state(before), new ConsentEvent(kind, same.record(), same.actor(), same.position(),
                same.time(), terms, same.notice(), RequestHash.of("another request")))).isEqualTo("not_as_registered");
    }

    @Test
    void after_whenRenewedOrAnswered_standsByTheNewEntry() {
        ConsentState renewed = ConsentLife.after(state("GIVEN"), by(person, EventKind.RENEWED), INDEX);
        assertThat(renewed.standingIndex()).isEqualTo(INDEX);
        ConsentState given = ConsentLife.after(state("DEFERRED"), by(person, EventKind.GIVEN), INDEX);
        assertThat(given.standingIndex()).isEqualTo(INDEX);
        ConsentState withdrawn = ConsentLife.after(state("GIVEN"), by(person, EventKind.WITHDRAWN), INDEX);
        assertThat(withdrawn.decidedIndex()).isEqualTo(1);
        assertThat(withdrawn.standingIndex()).isEqualTo(INDEX);
    }

    @Test
    void erased_whenGivenOrWithdrawn_standsAsBeforeWithTheConfirmation() {
        ErasureEvent confirmed = confirmation(asked.record(), asked.requestHash(), asked.relation());
        for (String before : List.of("GIVEN", "WITHDRAWN")) {
            ConsentState after = ConsentLife.erased(state(before), confirmed, INDEX);
            assertThat(after.standing().name()).isEqualTo(before);
            assertThat(after.erasedIndex()).contains(INDEX);
            assertThat(after.isInForce()).isFalse();
        }
    }

    @Test
    void erased_whenNothingWasGivenOrItIsAnothers_isRefused() {
        ErasureEvent confirmed = confirmation(asked.record(), asked.requestHash(), asked.relation());
        assertThat(refusal(state("nothing"), confirmed)).isEqualTo("unknown_record");
        assertThat(refusal(state("DEFERRED"), confirmed)).isEqualTo("wrong_state");
        assertThat(refusal(state("REFUSED"), confirmed)).isEqualTo("wrong_state");
        assertThat(refusal(state("GIVEN and erased"), confirmed)).isEqualTo("wrong_state");
        assertThat(refusal(state("WITHDRAWN and erased"), confirmed)).isEqualTo("wrong_state");
        assertThat(refusal(state("GIVEN"), confirmation(asked.record(), RequestHash.of("another"), asked.relation())))
                .isEqualTo("unknown_record");
        assertThat(refusal(state("GIVEN"), confirmation(asked.record(), asked.requestHash(),
                RelationId.of(EphemeralKey.generate().publicJwk())))).isEqualTo("unknown_record");
    }

    private String outcome(String before, EventKind kind) {
        try {
            return ConsentLife.after(state(before), by(person, kind), INDEX).standing().name();
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

    private static String refusal(Optional<ConsentState> before, ErasureEvent event) {
        try {
            ConsentLife.erased(before, event, INDEX);
            return "";
        } catch (ProblemException e) {
            return e.problem().code();
        }
    }

    private static ErasureEvent confirmation(RecordId record, RequestHash request, RelationId relation) {
        return ErasureEvent.of(ErasureConfirmation.verify(ErasureConfirmation.sign(RECIPIENT, "harbour-bakery", record,
                request, Samples.NOON)), relation, Samples.NOON);
    }

    /** Another answer to the same request under the same record. */
    private ConsentEvent by(EphemeralKey key, EventKind kind) {
        return new ConsentEvent(kind, asked.record(), key.publicJwk(), ChainPosition.first(), Samples.NOON,
                asked.terms(), asked.notice(), asked.requestHash());
    }

    private static ConsentEvent with(ConsentEvent event, ConsentTerms terms) {
        return new ConsentEvent(event.kind(), event.record(), event.actor(), event.position(), event.time(), terms,
                event.notice(), event.requestHash());
    }

    private Optional<ConsentState> state(String words) {
        if (words.equals("nothing")) {
            return Optional.empty();
        }
        Standing standing = Standing.valueOf(words.replace(" and erased", ""));
        Optional<Instant> erased = words.endsWith("erased") ? Optional.of(asked.time()) : Optional.empty();
        Optional<Instant> withdrawn = standing == Standing.WITHDRAWN ? Optional.of(asked.time()) : Optional.empty();
        return Optional.of(new ConsentState(asked.record(), asked.relation(), asked.terms().controller(),
                asked.terms().purpose(), asked.terms().source(), asked.terms().categories(), asked.requestHash(),
                standing, 1, asked.time(), withdrawn.map(at -> 2L),
                withdrawn, erased.map(at -> 3L), erased, asked.terms().validUntil()));
    }
}
