package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Views;
import org.amana.core.dcql.ClaimsQuery;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.exchange.Represented;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.register.CredentialCategory;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.verifier.exchange.ExchangeRounds;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.GuardianBench;
import org.amana.verifier.testing.GuardianBench.Both;
import org.amana.verifier.testing.TestIssuer;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Two have to say yes, one after the other, before anything is asked of the source. */
class ExchangeGuardianTest {
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
    class Asking {
        @Test
        void person_isAskedWithGuardian() throws Exception {
            Opened opened = guardians.open();
            assertThat(opened.terms().represented()).contains(new Represented.WithGuardian());
            assertThat(bench.state(opened).has("guardian")).isTrue();
            assertThat(bench.open().terms().represented()).isEmpty();
        }

        @Test
        void guardian_beforeThePerson_hasNoLink() throws Exception {
            Opened opened = guardians.open();
            assertThat(bench.state(opened).has("request")).as("the person's wallet has it").isFalse();
            assertThat(guardians.stored(opened, "guardian_check_id")).isEmpty();
        }

        @Test
        void guardian_isAskedForTheirCardAndAboutTheSame() throws Exception {
            Opened person = bench.agree(guardians.open());
            assertThat(bench.stateOf(person)).isEqualTo("ASKED_GUARDIAN");
            Opened guardian = guardians.askGuardian(person).guardian();
            assertThat(guardian.request().query().credentials()).singleElement().satisfies(asked -> {
                assertThat(asked.id()).isEqualTo("mandate");
                assertThat(asked.vctValues()).containsExactly(GuardianMandate.VCT);
                assertThat(asked.claims()).extracting(ClaimsQuery::path)
                        .containsExactlyElementsOf(GuardianMandate.CLAIMS.stream()
                                .map(path -> ClaimPath.of(path.toArray(String[]::new)))
                                .toList());
            });
            ExchangeTerms terms = person.terms();
            assertThat(guardian.terms()).isEqualTo(
                    terms.forGuardian("mandate", person.hash(), Views.YES, terms.categories()));
        }

        @Test
        void guardiansQuestion_waitsForTwoWeeksAndNotLonger() throws Exception {
            Opened person = bench.agree(guardians.open());
            var end = java.time.Instant.parse(bench.state(person).get("expires_at").asString());
            assertThat(end).isEqualTo(world.clock.instant().plus(Duration.ofDays(14)));
            Opened guardian = guardians.askGuardian(person).guardian();
            assertThat(guardian.request().claims().get("exp").asLong()).isEqualTo(end.getEpochSecond());
            assertThat(bench.state(person).get("expires_at").asString()).isEqualTo(end.toString());
        }

        @Test
        void guardiansQuestion_goesToOneWallet() throws Exception {
            Opened person = bench.agree(guardians.open());
            String link = bench.state(person).get("request").asString();
            guardians.askGuardian(person);
            assertThat(bench.wallet.send(java.net.http.HttpRequest.newBuilder(TestWallet.requestUri(link)).build())
                    .statusCode()).isEqualTo(404);
            assertThat(bench.state(person).has("request")).isFalse();
            assertThat(bench.state(person).has("taken_at")).isTrue();
        }

        @Test
        void personWhoAgreedToLess_narrowsTheGuardiansQuestion() throws Exception {
            Opened person = guardians.open();
            var less = List.of(new CredentialCategory(TestIssuer.QUALIFICATION, List.of(List.of("qualification"))));
            agrees(person, less);
            Opened guardian = guardians.askGuardian(person).guardian();
            assertThat(guardian.terms().categories()).isEqualTo(less);
        }

        @Test
        void flag_thatIsNoBoolean_isRefused() throws Exception {
            var wrong = bench.question().put("with_guardian", "yes");
            assertThat(bench.desk.post("exchanges", org.amana.core.json.StrictJson.write(wrong)).statusCode())
                    .isEqualTo(400);
        }
    }

    @Nested
    class BothYes {
        @Test
        void readyAndEnclosed() throws Exception {
            Both both = guardians.agreed();
            assertThat(bench.stateOf(both.person())).isEqualTo("READY");
            bench.run();
            assertThat(world.source.refused).isEmpty();
            var ground = (ReleaseRequest.Agreed) world.source.seen.getLast().ground();
            assertThat(ground.requestHash()).isEqualTo(both.person().hash());
            assertThat(ground.guardian()).get().satisfies(enclosed -> {
                assertThat(enclosed.record()).isEqualTo(both.guardian().record());
                assertThat(enclosed.answered().hash()).isEqualTo(both.guardian().hash());
                assertThat(enclosed.presentation()).contains("~");
            });
            assertThat(bench.stateOf(both.person())).isEqualTo("DELIVERED");
            assertThat(guardians.stored(both.person(), "guardian_presentation")).isEmpty();
        }

        @Test
        void personDecidingAlone_enclosesNoGuardian() throws Exception {
            bench.agreed();
            bench.run();
            assertThat(((ReleaseRequest.Agreed) world.source.seen.getLast().ground()).guardian()).isEmpty();
        }

        @Test
        void guardianWhoAgreesToLess_narrowsWhatIsAsked() throws Exception {
            Both both = guardians.personAgrees();
            var less = List.of(new CredentialCategory(TestIssuer.QUALIFICATION, List.of(List.of("qualification"))));
            guardians.given(both.guardian(), with(both.guardian().terms(), less));
            assertThat(guardians.present(both.guardian(), guardians.mandate()).statusCode()).isEqualTo(200);
            bench.run();
            assertThat(world.source.seen.getLast().categories()).isEqualTo(less);
        }

        @Test
        void guardianWhoAgreesForAShorterTime_isEnough() throws Exception {
            Both both = guardians.personAgrees();
            guardians.given(both.guardian(), until(both.guardian().terms(), -86_400));
            assertThat(guardians.present(both.guardian(), guardians.mandate()).statusCode()).isEqualTo(200);
            assertThat(bench.stateOf(both.person())).isEqualTo("READY");
        }

        @Test
        void desk_saysWhoActed() throws Exception {
            ObjectNode guardian = (ObjectNode) bench.state(guardians.agreed().person()).get("guardian");
            assertThat(guardian.get("views").asString()).isEqualTo("yes");
            assertThat(guardian.get("mandate_issuer").asString()).isEqualTo(world.court.id);
            assertThat(guardian.get("mandate_until").asString()).isEqualTo(guardians.today().plusMonths(6).toString());
        }
    }

    @Nested
    class No {
        @Test
        void ofThePerson_isARefusalAndTheGuardianIsNeverAsked() throws Exception {
            Opened opened = guardians.open();
            guardians.declines(opened, "");
            assertThat(bench.stateOf(opened)).isEqualTo("REFUSED");
            assertThat(guardians.stored(opened, "guardian_check_id")).isEmpty();
            nothingIsAsked();
        }

        @Test
        void notAble_isForAPersonOfTheStaff() throws Exception {
            Opened opened = guardians.open();
            guardians.declines(opened, "not_able");
            assertThat(bench.stateOf(opened)).isEqualTo("CONFLICT");
            assertThat(bench.state(opened).get("reason").asString()).isEqualTo("not_able");
            assertThat(guardians.stored(opened, "guardian_check_id")).isEmpty();
            nothingIsAsked();
        }

        @Test
        void notAble_ofSomebodyWhoDecidesAlone_isANo() throws Exception {
            Opened opened = bench.open();
            guardians.declines(opened, "not_able");
            assertThat(bench.stateOf(opened)).isEqualTo("REFUSED");
        }

        @Test
        void ofTheGuardian_isForAPersonOfTheStaffAndForgetsTheAnswer() throws Exception {
            Both both = guardians.personAgrees();
            guardians.declines(both.guardian(), "");
            assertThat(bench.stateOf(both.person())).isEqualTo("CONFLICT");
            assertThat(bench.state(both.person()).get("reason").asString()).isEqualTo("guardian_refused");
            assertThat(guardians.stored(both.person(), "presentation")).isEmpty();
            nothingIsAsked();
        }

        @Test
        void ofTheGuardian_cannotBecomeAYes() throws Exception {
            Both both = guardians.personAgrees();
            guardians.declines(both.guardian(), "");
            guardians.given(both.guardian(), both.guardian().terms());
            refused(guardians.present(both.guardian(), guardians.mandate()), "already_used");
            assertThat(bench.desk.post("exchanges/" + both.person().id() + "/retry", "{}").statusCode())
                    .isEqualTo(409);
            assertThat(bench.stateOf(both.person())).isEqualTo("CONFLICT");
            nothingIsAsked();
        }

        @Test
        void silence_ofTheGuardian_ends() throws Exception {
            try (TestWorld far = TestWorld.open()) {
                var there = new GuardianBench(new ExchangeBench(new Bench(far)));
                Both both = there.personAgrees();
                far.clock.advance(Duration.ofDays(14));
                far.renew();
                far.bean(ExchangeRounds.class).sweep();
                assertThat(there.exchange.state(both.person()).get("reason").asString()).isEqualTo("guardian_silent");
                there.given(both.guardian(), both.guardian().terms());
                refused(there.present(both.guardian(), there.mandate()), "request_expired");
                assertThat(there.exchange.stateOf(both.person())).isEqualTo("EXPIRED");
                assertThat(there.stored(both.person(), "presentation")).isEmpty();
            }
        }

        @Test
        void desk_takesTheGuardiansQuestionBack() throws Exception {
            Both both = guardians.personAgrees();
            assertThat(bench.desk.post("exchanges/" + both.person().id() + "/cancel", "{}").statusCode())
                    .isEqualTo(200);
            assertThat(bench.stateOf(both.person())).isEqualTo("CANCELLED");
            guardians.given(both.guardian(), both.guardian().terms());
            refused(guardians.present(both.guardian(), guardians.mandate()), "request_cancelled");
            nothingIsAsked();
        }
    }

    @Nested
    class Persons {
        @Test
        void yes_withoutSayingThatAGuardianDecides_isRefused() throws Exception {
            Opened opened = guardians.open();
            ExchangeTerms terms = opened.terms();
            bench.given(opened, world.ledger.agreed(opened.record(), opened.hash(), new ExchangeTerms(
                    terms.credentialId(), terms.source(), terms.categories(), terms.until(), terms.every())));
            refused(bench.present(opened, bench.presentation(opened)), "consent_mismatch");
            assertThat(bench.stateOf(opened)).isEqualTo("FAILED");
        }

        @Test
        void yes_withAGuardianWhomNobodyAskedFor_isRefused() throws Exception {
            Opened opened = bench.open();
            ExchangeTerms terms = opened.terms();
            bench.given(opened, world.ledger.agreed(opened.record(), opened.hash(), new ExchangeTerms(
                    terms.credentialId(), terms.source(), terms.categories(), terms.until(), terms.every(),
                    Optional.of(new Represented.WithGuardian()))));
            refused(bench.present(opened, bench.presentation(opened)), "consent_mismatch");
        }

        @Test
        void yes_whileTheRegisterIsAway_canBeRepeated() throws Exception {
            try (TestWorld far = TestWorld.open()) {
                var there = new GuardianBench(new ExchangeBench(new Bench(far)));
                Opened opened = there.open();
                far.restart(); // it knows no certificate from before
                there.exchange.given(opened, far.ledger.agreed(opened.record(), opened.hash(), opened.terms()));
                far.peers.stubFor(WireMock.get("/v1/register/intended-uses/fetch-diploma/certificate")
                        .willReturn(WireMock.aResponse().withStatus(503)));
                assertThat(there.exchange.present(opened, there.exchange.presentation(opened)).statusCode())
                        .isEqualTo(503);
                assertThat(there.exchange.stateOf(opened)).isEqualTo("ASKED");
                far.renew();
                there.exchange.agree(opened);
                assertThat(there.exchange.stateOf(opened)).isEqualTo("ASKED_GUARDIAN");
            }
        }

        @Test
        void crash_betweenTheTwoAnswers_losesNeither() throws Exception {
            try (TestWorld far = TestWorld.open()) {
                var there = new GuardianBench(new ExchangeBench(new Bench(far)));
                Opened person = there.exchange.agree(there.open());
                far.restart();
                Both both = there.askGuardian(person);
                far.restart();
                there.given(both.guardian(), both.guardian().terms());
                assertThat(there.present(both.guardian(), there.mandate()).statusCode()).isEqualTo(200);
                far.restart();
                there.exchange.run();
                // the service started anew may have begun by itself
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(there.exchange.stateOf(person)).isEqualTo("DELIVERED"));
            }
        }
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
                refused(there.present(both.guardian(), card), "credential_revoked");
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
            agrees(person, List.of(new CredentialCategory(TestIssuer.QUALIFICATION,
                    List.of(List.of("qualification")))));
            Both both = guardians.askGuardian(person);
            guardians.given(both.guardian(), with(both.guardian().terms(), person.terms().categories()));
            fails(both, guardians.present(both.guardian(), guardians.mandate()), "guardian_consent_mismatch");
        }

        @Test
        void forALongerTime_isRefused() throws Exception {
            Both both = guardians.personAgrees();
            guardians.given(both.guardian(), until(both.guardian().terms(), 1));
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
            refused(guardians.present(both.guardian(), guardians.mandate()), "already_used");
            guardians.declines(both.guardian(), "");
            assertThat(bench.stateOf(both.person())).isEqualTo("READY");
        }

        @Test
        void personsAnswer_thatComesAgain_asksNoSecondGuardian() throws Exception {
            Opened person = bench.agree(guardians.open());
            Optional<String> check = guardians.stored(person, "guardian_check_id");
            refused(bench.present(person, bench.presentation(person)), "already_used");
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
        nothingIsAsked();
    }

    private void agrees(Opened person, List<CredentialCategory> categories) throws Exception {
        bench.given(person, world.ledger.agreed(person.record(), person.hash(), with(person.terms(), categories)));
        assertThat(bench.present(person, bench.presentation(person)).statusCode()).isEqualTo(200);
    }

    private static ExchangeTerms with(ExchangeTerms terms, List<CredentialCategory> categories) {
        return new ExchangeTerms(terms.credentialId(), terms.source(), categories, terms.until(), terms.every(),
                terms.represented());
    }

    private static ExchangeTerms until(ExchangeTerms terms, long seconds) {
        return new ExchangeTerms(terms.credentialId(), terms.source(), terms.categories(),
                terms.until().plusSeconds(seconds), terms.every(), terms.represented());
    }

    private static void refused(HttpResponse<String> answer, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(TestWallet.json(answer).get("reason").asString()).isEqualTo(reason);
    }

    private void nothingIsAsked() {
        bench.run();
        assertThat(world.source.seen).isEmpty();
    }
}
