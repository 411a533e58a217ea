package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Views;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.register.CredentialCategory;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.GuardianBench;
import org.amana.verifier.testing.GuardianBench.Both;
import org.amana.verifier.testing.TestIssuer;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a guardian's answer has to be: their card, and their consent to exactly that. */
class GuardiansAnswerTest {
    private static final int REVOKED = 1;
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);
    private final GuardianBench guardians = new GuardianBench(bench);

    @BeforeEach
    void clean() {
        bench.clean();
    }

    @Nested
    class Mandates {
        @Test
        void ofAnIssuerWhoAppointsNobody_isRefused() throws Exception {
            refuses(world.issuer.mandate(guardians.guardian.holder, "personal_data", Optional.empty()),
                    "guardian_answer_not_accepted");
        }

        @Test
        void ofAnotherHolder_isRefused() throws Exception {
            refuses(world.court.mandate(bench.wallet.holder, "personal_data", Optional.empty()),
                    "guardian_answer_not_accepted");
        }

        @Test
        void revoked_isRefused() throws Exception {
            // of a world of its own: others share the status list
            try (TestWorld far = TestWorld.open()) {
                var there = new GuardianBench(new ExchangeBench(new Bench(far)));
                Both both = there.personAgrees();
                String card = there.mandate();
                far.court.status.set(far.court.lastIndex(), REVOKED);
                far.renew();
                there.given(both.guardian(), both.guardian().terms());
                GuardianBench.refused(there.present(both.guardian(), card), "credential_revoked");
                assertThat(there.exchange.stateOf(both.person())).isEqualTo("FAILED");
                assertThat(there.exchange.state(both.person()).get("reason").asString()).isEqualTo("mandate_revoked");
                there.exchange.run();
                assertThat(far.source.seen).isEmpty();
            }
        }

        @Test
        void ended_isRefused() throws Exception {
            refuses(world.court.mandate(guardians.guardian.holder, "personal_data", Optional.of(guardians.today())),
                    "mandate_ended");
        }

        @Test
        void endingTomorrow_holds() throws Exception {
            accepts(world.court.mandate(guardians.guardian.holder, "all_matters",
                    Optional.of(guardians.today().plusDays(1))));
        }

        @Test
        void withoutAnEnd_holds() throws Exception {
            accepts(world.court.mandate(guardians.guardian.holder, "personal_data", Optional.empty()));
        }

        @Test
        void forOtherMatters_isRefused() throws Exception {
            refuses(world.court.mandate(guardians.guardian.holder, "medical_care", Optional.empty()),
                    "mandate_without_scope");
        }

        @Test
        void thatIsAnotherCard_isRefused() throws Exception {
            refuses(world.source.office.qualification(guardians.guardian.holder), "guardian_answer_not_accepted");
        }

        private void accepts(String card) throws Exception {
            Both both = guardians.personAgrees();
            guardians.given(both.guardian(), both.guardian().terms());
            assertThat(guardians.present(both.guardian(), card).statusCode()).isEqualTo(200);
            assertThat(bench.stateOf(both.person())).isEqualTo("READY");
        }

        private void refuses(String card, String reason) throws Exception {
            Both both = guardians.personAgrees();
            guardians.given(both.guardian(), both.guardian().terms());
            fails(both, guardians.present(both.guardian(), card), reason);
        }
    }

    @Nested
    class GuardiansConsents {
        @Test
        void missing_isRefused() throws Exception {
            Both both = guardians.personAgrees();
            world.ledger.noConsent();
            fails(both, guardians.present(both.guardian(), guardians.mandate()), "guardian_consent_missing");
        }

        @Test
        void thatIsGone_isRefused() throws Exception {
            for (String standing : List.of("WITHDRAWN", "REFUSED", "DEFERRED", "EXPIRED")) {
                Both both = guardians.personAgrees();
                Opened asked = both.guardian();
                world.ledger.answers(asked.record(), standing, world.ledger
                        .receipt(world.ledger.agreed(asked.record(), asked.hash(), asked.terms()), world.ledger.log));
                fails(both, guardians.present(asked, guardians.mandate()),
                        "guardian_consent_" + standing.toLowerCase(Locale.ROOT));
            }
        }

        @Test
        void forAnotherChild_isRefused() throws Exception {
            Both both = guardians.personAgrees();
            ExchangeTerms terms = both.guardian().terms();
            guardians.given(both.guardian(), terms.forGuardian("mandate",
                    RequestHash.of("another.childs.request"), Views.YES, terms.categories()));
            fails(both, guardians.present(both.guardian(), guardians.mandate()), "guardian_consent_mismatch");
        }

        @Test
        void withTheKeyOfThePerson_isRefused() throws Exception {
            Both both = guardians.personAgrees();
            Opened asked = both.guardian();
            var right = world.ledger.agreed(asked.record(), asked.hash(), asked.terms());
            bench.given(asked, new org.amana.core.consent.ConsentEvent(right.kind(), right.record(),
                    world.ledger.person.publicJwk(), right.position(), right.time(), right.terms(), right.notice(),
                    right.requestHash()));
            fails(both, guardians.present(asked, guardians.mandate()), "guardian_consent_mismatch");
        }

        @Test
        void toMoreThanThePersonAgreedTo_isRefused() throws Exception {
            Opened person = guardians.open();
            guardians.agrees(person, List.of(new CredentialCategory(TestIssuer.QUALIFICATION,
                    List.of(List.of("qualification")))));
            Both both = guardians.askGuardian(person);
            guardians.given(both.guardian(), GuardianBench.with(both.guardian().terms(), person.terms().categories()));
            fails(both, guardians.present(both.guardian(), guardians.mandate()), "guardian_consent_mismatch");
        }

        @Test
        void forALongerTime_isRefused() throws Exception {
            Both both = guardians.personAgrees();
            guardians.given(both.guardian(), GuardianBench.until(both.guardian().terms(), 1));
            fails(both, guardians.present(both.guardian(), guardians.mandate()), "guardian_consent_mismatch");
        }

        @Test
        void signedOverAnotherExchange_isRefused() throws Exception {
            Both both = guardians.personAgrees();
            guardians.given(both.guardian(), both.guardian().terms());
            fails(both, guardians.present(both.guardian(), guardians.mandate(), both.person().terms().encode()),
                    "guardian_answer_not_accepted");
        }

        @Test
        void thatComesTwice_countsOnce() throws Exception {
            Both both = guardians.agreed();
            GuardianBench.refused(guardians.present(both.guardian(), guardians.mandate()), "already_used");
            guardians.declines(both.guardian(), "");
            assertThat(bench.stateOf(both.person())).isEqualTo("READY");
        }

        @Test
        void personsAnswer_thatComesAgain_asksNoSecondGuardian() throws Exception {
            Opened person = bench.agree(guardians.open());
            Optional<String> check = guardians.stored(person, "guardian_check_id");
            GuardianBench.refused(bench.present(person, bench.presentation(person)), "already_used");
            assertThat(guardians.stored(person, "guardian_check_id")).isEqualTo(check);
        }

        @Test
        void whileTheLedgerIsDown_canBeRepeated() throws Exception {
            Both both = guardians.personAgrees();
            world.ledger.isDown();
            assertThat(guardians.present(both.guardian(), guardians.mandate()).statusCode()).isEqualTo(503);
            assertThat(bench.stateOf(both.person())).isEqualTo("ASKED_GUARDIAN");
            guardians.given(both.guardian(), both.guardian().terms());
            assertThat(guardians.present(both.guardian(), guardians.mandate()).statusCode()).isEqualTo(200);
            assertThat(bench.stateOf(both.person())).isEqualTo("READY");
        }
    }

    private void fails(Both both, HttpResponse<String> answer, String reason) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        ObjectNode state = bench.state(both.person());
        assertThat(state.get("state").asString()).isEqualTo("FAILED");
        assertThat(state.get("reason").asString()).isEqualTo(reason);
        assertThat(state.get("message").asString()).contains("Nothing was sent");
        assertThat(bench.desk.post("exchanges/" + both.person().id() + "/retry", "{}").statusCode()).isEqualTo(409);
        assertThat(guardians.stored(both.person(), "presentation")).isEmpty();
        guardians.nothingIsAsked();
    }

}
