package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
            guardians.agrees(person, less);
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
            guardians.given(both.guardian(), GuardianBench.with(both.guardian().terms(), less));
            assertThat(guardians.present(both.guardian(), guardians.mandate()).statusCode()).isEqualTo(200);
            bench.run();
            assertThat(world.source.seen.getLast().categories()).isEqualTo(less);
        }

        @Test
        void guardianWhoAgreesForAShorterTime_isEnough() throws Exception {
            Both both = guardians.personAgrees();
            guardians.given(both.guardian(), GuardianBench.until(both.guardian().terms(), -86_400));
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
            guardians.nothingIsAsked();
        }

        @Test
        void notAble_isForAPersonOfTheStaff() throws Exception {
            Opened opened = guardians.open();
            guardians.declines(opened, "not_able");
            assertThat(bench.stateOf(opened)).isEqualTo("CONFLICT");
            assertThat(bench.state(opened).get("reason").asString()).isEqualTo("not_able");
            assertThat(guardians.stored(opened, "guardian_check_id")).isEmpty();
            guardians.nothingIsAsked();
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
            guardians.nothingIsAsked();
        }

        @Test
        void ofTheGuardian_cannotBecomeAYes() throws Exception {
            Both both = guardians.personAgrees();
            guardians.declines(both.guardian(), "");
            guardians.given(both.guardian(), both.guardian().terms());
            GuardianBench.refused(guardians.present(both.guardian(), guardians.mandate()), "already_used");
            assertThat(bench.desk.post("exchanges/" + both.person().id() + "/retry", "{}").statusCode())
                    .isEqualTo(409);
            assertThat(bench.stateOf(both.person())).isEqualTo("CONFLICT");
            guardians.nothingIsAsked();
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
                GuardianBench.refused(there.present(both.guardian(), there.mandate()), "request_expired");
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
            GuardianBench.refused(guardians.present(both.guardian(), guardians.mandate()), "request_cancelled");
            guardians.nothingIsAsked();
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
            GuardianBench.refused(bench.present(opened, bench.presentation(opened)), "consent_mismatch");
            assertThat(bench.stateOf(opened)).isEqualTo("FAILED");
        }

        @Test
        void yes_withAGuardianWhomNobodyAskedFor_isRefused() throws Exception {
            Opened opened = bench.open();
            ExchangeTerms terms = opened.terms();
            bench.given(opened, world.ledger.agreed(opened.record(), opened.hash(), new ExchangeTerms(
                    terms.credentialId(), terms.source(), terms.categories(), terms.until(), terms.every(),
                    Optional.of(new Represented.WithGuardian()))));
            GuardianBench.refused(bench.present(opened, bench.presentation(opened)), "consent_mismatch");
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

}
