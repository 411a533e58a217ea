package org.amana.ledger.permit;

import static org.amana.ledger.permit.ByLaw.assertDenied;
import static org.amana.ledger.permit.ByLaw.assertPermitted;
import static org.amana.ledger.permit.ByLaw.assertRefused;
import static org.amana.ledger.permit.ByLaw.on;
import static org.amana.ledger.permit.ByLaw.use;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.AccessReview.Verdict;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.RequestHash;
import org.amana.core.register.IntendedUse;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Accesses in an emergency: permitted at once, and reviewed afterwards. */
@LedgerTest
class ReviewTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private final Environment settings;
    private final Exchange exchange;
    private final ByLaw law;
    private final IntendedUse use = on(use("law-" + Person.fresh(), "Reach " + Person.fresh()), "eu-gdpr:A6-1-d");
    private final IntendedUse duty = use("law-" + Person.fresh(), "Verify " + Person.fresh());

    ReviewTest(@Autowired Environment settings) {
        this.settings = settings;
        this.exchange = new Exchange(settings);
        this.law = new ByLaw(exchange);
    }

    @BeforeEach
    void register() {
        law.register(use, duty);
    }

    @Test
    void permit_inAnEmergency_isGivenBeforeAnybodyReviewsIt() {
        var access = emergency(exchange.give());
        assertPermitted(access.order());
        assertPermitted(access.order());
        assertThat(law.kinds(access.record)).containsExactly("AUTHORISED_BY_LAW", "PERMIT", "PERMIT");
    }

    @Test
    void permit_onceItWasFoundJustified_isGiven() {
        var access = emergency(exchange.give());
        assertPermitted(access.order());
        assertThat(access.review(true).status()).isEqualTo(201);
        assertPermitted(access.order());
        assertThat(law.kinds(access.record)).containsExactly("AUTHORISED_BY_LAW", "PERMIT", "REVIEWED", "PERMIT");
    }

    @Test
    void permit_onceItWasFoundNotJustified_isDeniedForGoodAndOfAnotherEmergencyUntilThatIsLifted() {
        ConsentEvent known = exchange.give();
        var access = emergency(known);
        assertPermitted(access.order());
        assertThat(access.review(false).status()).isEqualTo(201);
        assertDenied("not_justified", access.order());
        assertRefused("wrong_state", access.review(true));
        assertDenied("not_justified", access.order());
        var next = emergency(known);
        assertDenied("earlier_emergency", next.order());
        assertThat(access.lift().status()).isEqualTo(201);
        assertPermitted(next.order());
        assertPermitted(emergency(known).order());
        assertDenied("not_justified", access.order());
        assertThat(law.kinds(access.record)).containsExactly("AUTHORISED_BY_LAW", "PERMIT", "REVIEWED", "DENY", "DENY",
                "REVIEWED", "DENY");
    }

    @Test
    void permit_ofAnotherEmergency_whileOneIsOverdue_isDeniedUntilThatIsReviewed() {
        ConsentEvent known = exchange.give();
        var late = overdue(known);
        assertDenied("not_reviewed", late.order());
        var next = emergency(known);
        assertDenied("earlier_emergency", next.order());
        assertThat(late.review(true).status()).isEqualTo(201);
        assertPermitted(next.order());
    }

    @Test
    void permit_afterNotJustified_isNotGotUnderANewNameNorForOtherDataNorAboutAnotherExchange() {
        ConsentEvent known = exchange.give();
        var access = emergency(known);
        assertPermitted(access.order());
        assertThat(access.review(false).status()).isEqualTo(201);
        String text = use.purpose().in("en").toUpperCase(java.util.Locale.ROOT);
        IntendedUse renamed = on(use("law-" + Person.fresh(), "  " + text), "eu-gdpr:A6-1-d-data-subject");
        IntendedUse otherData = on(use("law-" + Person.fresh(), text, List.of(List.of("grades"))), "eu-gdpr:A6-1-d");
        law.register(renamed, otherData, use);
        assertDenied("earlier_emergency", emergency(renamed, known).order());
        assertDenied("earlier_emergency", emergency(otherData, known).order());
        assertDenied("earlier_emergency", emergency(exchange.give()).order());
    }

    @Test
    void permit_afterNotJustified_isGivenForAnotherPurposeAndAboutAnotherPerson() {
        ConsentEvent known = exchange.give();
        var access = emergency(known);
        assertPermitted(access.order());
        assertThat(access.review(false).status()).isEqualTo(201);
        IntendedUse other = on(use("law-" + Person.fresh(), "Other " + Person.fresh()), "eu-gdpr:A6-1-d");
        law.register(use, duty, other);
        assertPermitted(emergency(other, known).order());
        assertPermitted(law.access(duty, known).order());
        var stranger = new Exchange(settings);
        var theirs = new ByLaw(stranger);
        Instant now = Instant.now(); // the service's clock runs
        assertPermitted(theirs.emergency(use, stranger.give(), now, now.plus(HOUR)).order());
    }

    /** Random histories: while any emergency of the kind is not justified and not lifted, no other one is permitted. */
    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void permits_overRandomHistories_neverFollowAnUnsettledEmergency(long seed) {
        var random = new Random(seed);
        ConsentEvent known = exchange.give();
        var open = new ArrayList<ByLaw.Access>();
        var wrong = new ArrayList<ByLaw.Access>();
        var denied = 0;
        for (int step = 0; step < 40; step++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    if (!open.isEmpty()) {
                        assertThat(open.remove(random.nextInt(open.size())).review(true).status()).isEqualTo(201);
                    }
                }
                case 1 -> {
                    if (!open.isEmpty()) {
                        var access = open.remove(random.nextInt(open.size()));
                        assertThat(access.review(false).status()).isEqualTo(201);
                        wrong.add(access);
                    }
                }
                case 2 -> {
                    if (!wrong.isEmpty()) {
                        assertThat(wrong.remove(random.nextInt(wrong.size())).lift().status()).isEqualTo(201);
                    }
                }
                default -> {
                    var access = emergency(known);
                    if (wrong.isEmpty()) {
                        assertPermitted(access.order());
                    } else {
                        assertDenied("earlier_emergency", access.order());
                        denied++;
                    }
                    open.add(access);
                }
            }
        }
        assertThat(denied).isPositive();
    }

    @Test
    void check_saysWhyNothingIsPermitted() {
        ConsentEvent known = exchange.give();
        var late = overdue(known);
        assertDenied("not_reviewed", late.order());
        assertThat(cause(late)).isEqualTo("not_reviewed");
        assertThat(late.review(false).status()).isEqualTo(201);
        assertThat(cause(late)).isEqualTo("not_justified");
        assertThat(late.object(exchange.person).status()).isEqualTo(201);
        assertThat(cause(late)).isEqualTo("objected");
    }

    private String cause(ByLaw.Access access) {
        var check = exchange.source.get("/v1/consents/" + access.record.value() + "/check").json();
        assertThat(check.path("in_force").booleanValue(true)).isFalse();
        return check.path("reason").asString("");
    }

    @Test
    void permit_onceTheReviewIsOverdue_isDeniedUntilItIsThere() {
        var late = overdue(exchange.give());
        assertDenied("not_reviewed", late.order());
        assertThat(late.review(true).status()).isEqualTo(201);
        assertPermitted(late.order());
    }

    @Test
    void objection_stopsThisEmergencyAndNoOther() {
        ConsentEvent known = exchange.give();
        var access = emergency(known);
        assertPermitted(access.order());
        assertThat(access.object(exchange.person).status()).isEqualTo(201);
        assertDenied("objected", access.order());
        assertPermitted(emergency(known).order());
        assertThat(access.review(true).status()).isEqualTo(201);
        assertDenied("objected", access.order());
        assertThat(access.answer(Optional.of("A life hung on it.")).status()).isEqualTo(201);
        assertPermitted(access.order());
    }

    @Test
    void objection_stopsWhatRestsOnAPublicTaskBesides() {
        IntendedUse both = on(use("law-" + Person.fresh(), "Both " + Person.fresh()), "eu-gdpr:A6-1-d",
                "eu-gdpr:A6-1-e");
        law.register(both);
        ConsentEvent known = exchange.give();
        var access = emergency(both, known);
        assertPermitted(access.order());
        assertThat(access.object(exchange.person).status()).isEqualTo(201);
        assertDenied("objected", emergency(both, known).order());
    }

    @Test
    void permit_ofAnEmergencyThatIsNotRegisteredAsOne_isDenied() {
        assertDenied("not_registered", emergency(on(duty, "eu-gdpr:A6-1-d"), exchange.give()).order());
    }

    @Nested
    class Refusals {
        private ByLaw.Access access;

        @BeforeEach
        void name() {
            access = emergency(exchange.give());
        }

        @Test
        void review_beforeAnyAccess_isRefused() {
            assertRefused("unknown_permit", access.review(true));
        }

        @Test
        void review_byWhoOpenedIt_isRefused() {
            assertPermitted(access.order());
            for (Verdict verdict : Verdict.values()) {
                assertRefused(verdict == Verdict.LIFTED ? "wrong_state" : "same_person",
                        access.review(exchange.offices.requester(), "harbour-bakery", verdict, ByLaw.CLERK));
            }
            assertThat(access.review(false).status()).isEqualTo(201);
            assertRefused("same_person", access.review(exchange.offices.requester(), "harbour-bakery", Verdict.LIFTED,
                    ByLaw.CLERK));
        }

        @Test
        void lift_ofWhatWasNotFoundUnjustifiedOrTwiceOrByAnotherParty_isRefused() {
            assertPermitted(access.order());
            assertRefused("wrong_state", access.lift());
            assertThat(access.review(false).status()).isEqualTo(201);
            assertRefused("not_a_party", access.review(law.otherParty(), "harbour-bakery", Verdict.LIFTED,
                    ByLaw.OFFICER));
            assertThat(access.lift().status()).isEqualTo(201);
            assertRefused("wrong_state", access.lift());
        }

        @Test
        void review_twice_isRefused() {
            assertPermitted(access.order());
            assertThat(access.review(false).status()).isEqualTo(201);
            assertRefused("wrong_state", access.review(false));
            assertThat(law.kinds(access.record)).containsOnlyOnce("REVIEWED");
        }

        @Test
        void review_ofWhatIsNoEmergency_isRefused() {
            var other = law.access(duty, exchange.give());
            assertPermitted(other.order());
            assertRefused("wrong_state", other.review(true));
            assertRefused("wrong_state", other.review(false));
        }

        @Test
        void review_ofAConsent_isRefused() {
            ConsentEvent known = exchange.give();
            assertRefused("unknown_permit", access.reviewed(AccessReview.sign(exchange.offices.requester(),
                    "harbour-bakery", Person.fresh(), Instant.now(), known.record(), known.requestHash(),
                    Verdict.JUSTIFIED, "Fine.", ByLaw.OFFICER)));
        }

        @Test
        void review_byAnotherParty_isRefused() {
            assertPermitted(access.order());
            assertRefused("not_a_party", access.review(law.otherParty(), "other-firm", true));
            assertRefused("not_a_party", access.review(law.otherParty(), "harbour-bakery", true));
            assertRefused("not_a_party", access.review(exchange.offices.requester(), "other-firm", true));
        }

        @Test
        void review_ofAnotherStatementOfThatRecord_isRefused() {
            assertPermitted(access.order());
            assertRefused("not_a_party", access.reviewed(AccessReview.sign(exchange.offices.requester(),
                    "harbour-bakery", Person.fresh(), Instant.now(), access.record, RequestHash.of("another"), // runs
                    Verdict.JUSTIFIED, "Fine.", ByLaw.OFFICER)));
        }

        @Test
        void review_thatIsNotSigned_isRefused() {
            assertPermitted(access.order());
            String review = AccessReview.sign(exchange.offices.requester(), "harbour-bakery", Person.fresh(),
                    Instant.now(), access.record, access.statement().requestHash(), Verdict.NOT_JUSTIFIED, // runs
                    "It was not needed.", ByLaw.OFFICER);
            for (String forged : List.of(review.substring(0, review.lastIndexOf('.') + 1), review + "A", "", "a.b.c",
                    review.replaceFirst("\\.[^.]+\\.", "." + access.compact.split("\\.", -1)[1] + "."),
                    access.compact)) {
                assertThat(access.reviewed(forged).status()).as(forged).isEqualTo(400);
            }
            assertThat(law.kinds(access.record)).doesNotContain("REVIEWED");
        }

        @Test
        void review_ofTomorrow_isRefused() {
            assertPermitted(access.order());
            assertRefused("wrong_time", access.reviewed(AccessReview.sign(exchange.offices.requester(),
                    "harbour-bakery", Person.fresh(), Instant.now().plus(Duration.ofDays(1)), access.record, // runs
                    access.statement().requestHash(), Verdict.JUSTIFIED, "Fine.", ByLaw.OFFICER)));
        }

        @Test
        void review_byThePersonsWallet_isRefused() {
            assertPermitted(access.order());
            assertThat(exchange.wallet.post("/v1/reviews", Person.fresh(), org.amana.core.json.StrictJson.object()
                    .put("review", "a.b.c")).status()).isEqualTo(403);
        }
    }

    private ByLaw.Access emergency(ConsentEvent known) {
        return emergency(use, known);
    }

    private ByLaw.Access emergency(IntendedUse of, ConsentEvent known) {
        Instant now = Instant.now(); // the service's clock runs
        return law.emergency(of, known, now, now.plus(HOUR));
    }

    private ByLaw.Access overdue(ConsentEvent known) {
        Instant now = Instant.now(); // as above
        return law.emergency(use, known, now.minus(HOUR.multipliedBy(2)), now.minus(HOUR));
    }
}
