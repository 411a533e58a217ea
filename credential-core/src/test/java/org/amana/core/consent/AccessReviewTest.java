package org.amana.core.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.amana.core.consent.AccessReview.Verdict;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.LocalizedText;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestCertificate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An access in an emergency and its review: what holds, what is permitted, and what an auditor finds. */
class AccessReviewTest {
    private static final String SOURCE = "https://issuer.example/recognition-office";
    private static final String PARTY = "harbour-bakery";
    private static final String ID = "AAAAAAAAAAAAAAAAAAAAA1";
    private static final Instant NAMED = Samples.NOON.plusSeconds(60);
    private static final StaffPseudonym CLERK = StaffPseudonym.of("A".repeat(43), "clerk");
    private static final StaffPseudonym OFFICER = StaffPseudonym.of("A".repeat(43), "officer");
    private static final Duration HOUR = Duration.ofHours(1);
    private final Random random = new Random(1);
    private final SigningKey bakery = TestCa.root("Access")
            .leaf(TestCertificate.leaf("Bakery").uri(URI.create("urn:amana:party:" + PARTY)));
    private final SigningKey source = TestCa.root("Issuers").issuer(SOURCE);
    private final EphemeralKey person = EphemeralKey.generate();
    private final ConsentEvent given = given();
    private final LawfulAccess access = access(List.of("eu-gdpr:A6-1-d"), Optional.of(emergency(HOUR)));

    private ConsentEvent given() {
        ConsentEvent plain = Samples.given(person);
        return new ConsentEvent(plain.kind(), plain.record(), plain.actor(), plain.position(), plain.time(),
                plain.terms().from(SOURCE), plain.notice(), plain.requestHash());
    }

    private static Emergency emergency(Duration within) {
        return new Emergency("A".repeat(43), NAMED.plus(within), CLERK);
    }

    private LawfulAccess access(List<String> basis, Optional<Emergency> emergency) {
        var use = new IntendedUse("reach-in-an-emergency", PARTY, LocalizedText.english("Reach you"), basis,
                Optional.of("http://data.europa.eu/eli/reg/2016/679/oj"), false, LocalizedText.english("None"),
                Period.ofMonths(1), List.of(),
                List.of(new CredentialCategory(Samples.QUALIFICATION, List.of(List.of("qualification")))));
        return LawfulAccess.verify(LawfulAccess.sign(bakery, use,
                new LawfulAccess.Wanted(new RecordId("EEEEEEEEEEEEEEEEEEEEEA"),
                        new LawfulAccess.Known(given.record(), given.requestHash()), SOURCE,
                        NAMED.plus(Duration.ofDays(9)), use.credentials(), emergency),
                ID, NAMED));
    }

    private AccessReview review(boolean justified) {
        return AccessReview.verify(signed(justified, "You could not speak."));
    }

    private String signed(boolean justified, String words) {
        return signed(justified ? Verdict.JUSTIFIED : Verdict.NOT_JUSTIFIED, words, OFFICER);
    }

    private String signed(Verdict verdict, String words, StaffPseudonym by) {
        return AccessReview.sign(bakery, PARTY, ID, NAMED.plusSeconds(9), access.record(), access.requestHash(),
                verdict, words, by);
    }

    private ConsentState stands() {
        return ConsentLife.after(Optional.empty(), ExchangeEvent.of(access, given.relation(), NAMED), 3);
    }

    private ConsentState reviewed(boolean justified) {
        return ConsentLife.after(Optional.of(stands()),
                ExchangeEvent.of(review(justified), given.relation(), NAMED.plusSeconds(9)), 4);
    }

    private PermitOrder order(Instant at) {
        return PermitOrder.verify(PermitOrder.sign(source, SOURCE, ID, at, access.record(), access.requestHash(), PARTY,
                access.purpose(), access.categories()));
    }

    private Optional<DenyReason> denial(ConsentState state, Instant at) {
        return PermitRule.denial(state, Optional.empty(), order(at), at);
    }

    @Test
    void permit_isGivenUntilTheVerySecondOfTheReview() {
        Instant due = NAMED.plus(HOUR);
        assertThat(denial(stands(), due.minusSeconds(1))).isEmpty();
        assertThat(denial(stands(), due)).contains(DenyReason.NOT_REVIEWED);
        assertThat(stands().permitsAt(due.minusSeconds(1))).isTrue();
        assertThat(stands().permitsAt(due)).isFalse();
        assertThat(denial(reviewed(true), due)).isEmpty();
    }

    @Test
    void permit_isNeverGivenOnceItWasNotJustified() {
        assertThat(denial(reviewed(false), NAMED.plusSeconds(10))).contains(DenyReason.NOT_JUSTIFIED);
        assertThat(reviewed(false).permitsAt(NAMED.plusSeconds(10))).isFalse();
    }

    @Test
    void lift_comesOnceAfterNotJustified_andPermitsNothingUnderThatRecord() {
        ConsentState lifted = said(reviewed(false), Verdict.LIFTED, OFFICER);
        assertThat(reviewed(false).isUnjustified()).isTrue();
        assertThat(lifted.isUnjustified()).isFalse();
        assertThat(denial(lifted, NAMED.plusSeconds(10))).contains(DenyReason.NOT_JUSTIFIED);
        for (ConsentState other : List.of(stands(), reviewed(true), lifted)) {
            assertThatThrownBy(() -> said(other, Verdict.LIFTED, OFFICER)).hasMessageContaining("only what was not");
        }
        assertThatThrownBy(() -> said(lifted, Verdict.JUSTIFIED, OFFICER)).hasMessageContaining("only once");
    }

    @Test
    void review_byWhoOpenedIt_isRefusedAndFoundByTheFold() {
        for (Verdict verdict : List.of(Verdict.JUSTIFIED, Verdict.NOT_JUSTIFIED)) {
            assertThatThrownBy(() -> said(stands(), verdict, CLERK)).hasMessageContaining("does not review it");
        }
        assertThatThrownBy(() -> said(reviewed(false), Verdict.LIFTED, CLERK)).hasMessageContaining("does not review");
        assertThat(add(folded(), ExchangeEvent.of(AccessReview.verify(signed(Verdict.JUSTIFIED, "Fine.", CLERK)),
                given.relation(), NAMED), 2)).map(Finding::reason).contains("same_person");
    }

    @Test
    void pseudonym_isOfOneRecordAndSaysNoName() {
        var reason = new EmergencyReason("She cannot speak.", "A".repeat(43));
        assertThat(reason.pseudonym("clerk")).isEqualTo(reason.pseudonym("clerk"))
                .isNotEqualTo(reason.pseudonym("officer"))
                .isNotEqualTo(new EmergencyReason("She cannot speak.", "B".repeat(42) + "A").pseudonym("clerk"));
        assertThat(reason.commitment())
                .isNotEqualTo(new EmergencyReason("staff:clerk", "A".repeat(43)).pseudonym("clerk")
                        .value());
        assertThatThrownBy(() -> new StaffPseudonym("clerk")).isInstanceOf(ProblemException.class);
    }

    private ConsentState said(ConsentState before, Verdict verdict, StaffPseudonym by) {
        return ConsentLife.after(Optional.of(before), ExchangeEvent.of(
                AccessReview.verify(signed(verdict, "You could not speak.", by)), given.relation(), NAMED), 5);
    }

    @Test
    void fold_findsAPermitAgainstTheReviewAndOneThatCameTooLate() {
        assertThat(permitted(Optional.of(review(false)), NAMED.plusSeconds(20)))
                .map(Finding::detail)
                .hasValueSatisfying(detail -> assertThat(detail).contains("not_justified"));
        assertThat(permitted(Optional.empty(), NAMED.plus(HOUR))).map(Finding::detail)
                .hasValueSatisfying(detail -> assertThat(detail).contains("not_reviewed"));
        assertThat(permitted(Optional.of(review(true)), NAMED.plus(HOUR))).isEmpty();
        assertThat(permitted(Optional.empty(), NAMED.plus(HOUR).minusSeconds(1))).isEmpty();
    }

    @Test
    void fold_findsAReviewBySomebodyElseAndOneThatComesTwice() {
        ConsentFold fold = folded();
        AccessReview other = AccessReview.verify(AccessReview.sign(bakery, "other-firm", ID, NAMED, access.record(),
                access.requestHash(), Verdict.JUSTIFIED, "Fine.", OFFICER));
        assertThat(add(fold, ExchangeEvent.of(other, given.relation(), NAMED), 2)).map(Finding::reason)
                .contains("not_the_recipient");
        assertThat(add(fold, ExchangeEvent.of(review(true), given.relation(), NAMED), 3)).map(Finding::reason)
                .contains("wrong_state");
    }

    private Optional<Finding> permitted(Optional<AccessReview> review, Instant at) {
        ConsentFold fold = folded();
        review.ifPresent(one -> assertThat(add(fold, ExchangeEvent.of(one, given.relation(), NAMED), 2)).isEmpty());
        return add(fold, ExchangeEvent.of(order(at), given.relation(), at, Optional.empty()), 3);
    }

    private ConsentFold folded() {
        var fold = new ConsentFold();
        assertThat(add(fold, EventSignature.sign(given, person), 0)).isEmpty();
        assertThat(add(fold, ExchangeEvent.of(access, given.relation(), NAMED), 1)).isEmpty();
        return fold;
    }

    private Optional<Finding> add(ConsentFold fold, SignedEvent event, long index) {
        return fold.add(event, Opening.make(event, random).commitment(), index);
    }

    @Nested
    class Refusals {
        @Test
        void access_isAnEmergencyIfAndOnlyIfItRestsOnVitalInterests() {
            refused(() -> access(List.of("eu-gdpr:A6-1-d"), Optional.empty()));
            refused(() -> access(List.of("eu-gdpr:A6-1-d-data-subject"), Optional.empty()));
            refused(() -> access(List.of("eu-gdpr:A6-1-e", "eu-gdpr:A6-1-d"), Optional.empty()));
            refused(() -> access(List.of("eu-gdpr:A6-1-c"), Optional.of(emergency(HOUR))));
            assertThat(access(List.of("eu-gdpr:A6-1-d-data-subject"), Optional.of(emergency(HOUR))).emergency())
                    .isPresent();
        }

        @Test
        void access_isReviewedWithinThreeDays() {
            List<String> vital = List.of("eu-gdpr:A6-1-d");
            refused(() -> access(vital, Optional.of(emergency(Duration.ZERO))));
            refused(() -> access(vital, Optional.of(emergency(Emergency.LONGEST_REVIEW.plusSeconds(1)))));
            assertThat(access(vital, Optional.of(emergency(Emergency.LONGEST_REVIEW))).emergency()).isPresent();
        }

        @Test
        void reason_isNeverWordsOfTheEntry() {
            refused(() -> new Emergency("She cannot speak.", NAMED, CLERK));
            refused(() -> new Emergency("", NAMED, CLERK));
            refused(() -> new EmergencyReason(" ", "A".repeat(43)));
            refused(() -> new EmergencyReason("x".repeat(EmergencyReason.MAX_WORDS + 1), "A".repeat(43)));
            refused(() -> new EmergencyReason("She cannot speak.", "A".repeat(42)));
        }

        @Test
        void review_byAnotherKeyOrChanged_doesNotHold() {
            String[] parts = signed(true, "Fine.").split("\\.", -1);
            String other = signed(false, "Not at all.").split("\\.", -1)[1];
            refused(() -> AccessReview.verify(parts[0] + "." + other + "." + parts[2]));
            refused(() -> AccessReview.verify(parts[0] + "." + parts[1] + "."));
            refused(() -> AccessReview.verify(access.compact()));
            refused(() -> AccessReview.verify(ObjectionAnswer.sign(bakery, PARTY, ID, NAMED, access.record(),
                    access.requestHash(), Optional.empty())));
        }

        @Test
        void review_withoutVerdictOrWords_doesNotHold() {
            for (String claims : List.of("{}", "{\"verdict\":\"JUSTIFIED\"}", "{\"words\":\"Fine.\"}",
                    "{\"verdict\":\"PERHAPS\",\"words\":\"Fine.\"}", "{\"verdict\":true,\"words\":\"Fine.\"}",
                    "{\"verdict\":\"JUSTIFIED\",\"words\":\"Fine.\"}",
                    "{\"verdict\":\"JUSTIFIED\",\"words\":\"Fine.\",\"reviewed_by\":\"bakery-dpo\"}")) {
                var node = StatementJws.claims(PARTY, ID, NAMED, access.record(), access.requestHash());
                node.setAll(StrictJson.parseObject(claims, 1_000));
                refused(() -> AccessReview.verify(
                        JwsSigner.sign(bakery, JwsSigner.header(AccessReview.TYP, bakery), node)));
            }
            refused(() -> AccessReview.verify(signed(true, "x".repeat(AccessReview.MAX_WORDS + 1))));
        }

        @Test
        void review_ofAnotherPersonRequestOrRecord_isRefused() {
            refused(() -> ConsentLife.after(Optional.of(stands()),
                    ExchangeEvent.of(review(true), new RelationId(EphemeralKey.generate().kid()), NAMED), 4));
            refused(() -> ConsentLife.after(Optional.empty(), ExchangeEvent.of(review(true), given.relation(), NAMED),
                    4));
            refused(() -> ConsentLife.after(Optional.of(ConsentLife.after(Optional.empty(), given, 0)),
                    ExchangeEvent.of(review(true), given.relation(), NAMED), 4));
            refused(() -> ConsentLife.after(Optional.of(reviewed(true)),
                    ExchangeEvent.of(review(false), given.relation(), NAMED), 5));
        }

        private void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable attempt) {
            assertThatThrownBy(attempt).isInstanceOf(ProblemException.class);
        }
    }
}
