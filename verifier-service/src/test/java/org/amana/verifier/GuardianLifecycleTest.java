package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.verifier.exchange.ExchangeRounds;
import org.amana.verifier.retention.ErasureConfirmations;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.GuardianBench;
import org.amana.verifier.testing.GuardianBench.Both;
import org.amana.verifier.testing.TestSource.Reply;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of an order of two: permits, taking back, coming of age, and disagreement. */
class GuardianLifecycleTest {
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);
    private final GuardianBench guardians = new GuardianBench(bench);

    @BeforeEach
    void clean() {
        bench.clean();
    }

    @Nested
    class Withdrawal {
        @Test
        void byTheGuardian_erasesAndSaysWho() throws Exception {
            Both both = delivered();
            assertThat(bench.withdraw(both.guardian())).isEqualTo(204);
            ObjectNode state = bench.state(both.person());
            assertThat(state.get("state").asString()).isEqualTo("WITHDRAWN");
            assertThat(state.get("message").asString()).contains("The guardian took");
            assertThat(state.at("/deliveries/0/erased_for").asString()).isEqualTo("GUARDIAN_WITHDRAWN");
            assertThat(bench.kept(both.person())).isZero();
            assertThat(confirmed(both.guardian())).isTrue();
        }

        @Test
        void byThePerson_erasesAndSaysWho() throws Exception {
            Both both = delivered();
            assertThat(bench.withdraw(both.person())).isEqualTo(204);
            ObjectNode state = bench.state(both.person());
            assertThat(state.get("state").asString()).isEqualTo("WITHDRAWN");
            assertThat(state.get("message").asString()).contains("The person took");
            assertThat(bench.kept(both.person())).isZero();
            assertThat(confirmed(both.person())).isTrue();
            assertThat(confirmed(both.guardian())).isFalse();
        }

        @Test
        void thatComesTwice_changesNothing() throws Exception {
            Both both = delivered();
            bench.withdraw(both.guardian());
            bench.withdraw(both.guardian());
            bench.withdraw(both.person());
            assertThat(bench.state(both.person()).get("message").asString()).contains("The guardian took");
        }

        @Test
        void byTheGuardian_beforeAnythingWasFetched_stops() throws Exception {
            Both both = guardians.agreed();
            bench.withdraw(both.guardian());
            guardians.nothingIsAsked();
            assertThat(guardians.stored(both.person(), "presentation")).isEmpty();
            assertThat(guardians.stored(both.person(), "guardian_presentation")).isEmpty();
            assertThat(bench.desk.post("exchanges/" + both.person().id() + "/retry", "{}").statusCode())
                    .isEqualTo(409);
        }

        @Test
        void byTheGuardian_whileItIsFetched_dropsWhatComes() throws Exception {
            Both both = guardians.agreed();
            world.source.answering = request -> {
                bench.withdraw(both.guardian());
                return world.source.released(request);
            };
            bench.run();
            assertThat(bench.stateOf(both.person())).isEqualTo("WITHDRAWN");
            assertThat(bench.kept(both.person())).isZero();
            assertThat(bench.outcomes(both.person())).singleElement()
                    .satisfies(outcome -> assertThat(outcome.kind()).isEqualTo(EventKind.FAILED));
        }

        @Test
        void byThePerson_whileTheGuardianThinks_endsTheGuardiansQuestion() throws Exception {
            Both both = guardians.personAgrees();
            bench.withdraw(both.person());
            guardians.given(both.guardian(), both.guardian().terms());
            HttpResponse<String> late = guardians.present(both.guardian(), guardians.mandate());
            assertThat(late.statusCode()).isEqualTo(400);
            assertThat(TestWallet.json(late).get("reason").asString()).isEqualTo("consent_withdrawn");
            assertThat(bench.stateOf(both.person())).isEqualTo("WITHDRAWN");
            guardians.nothingIsAsked();
        }

        @Test
        void byThePerson_beforeTheGuardiansWalletCame_leavesNothingToFetch() throws Exception {
            Opened person = bench.agree(guardians.open());
            String link = bench.state(person).get("request").asString();
            bench.withdraw(person);
            world.bean(ExchangeRounds.class).endQuestions();
            assertThat(guardians.guardian
                    .send(java.net.http.HttpRequest.newBuilder(TestWallet.requestUri(link)).build())
                    .statusCode()).isEqualTo(404);
            assertThat(bench.stateOf(person)).isEqualTo("WITHDRAWN");
        }

        @Test
        void noticeBeforeTheGuardiansAnswer_counts() throws Exception {
            Both both = guardians.personAgrees();
            guardians.given(both.guardian(), both.guardian().terms());
            bench.withdraw(both.guardian());
            HttpResponse<String> late = guardians.present(both.guardian(), guardians.mandate());
            assertThat(TestWallet.json(late).get("reason").asString()).isEqualTo("consent_withdrawn");
            assertThat(bench.stateOf(both.person())).isEqualTo("FAILED");
            guardians.nothingIsAsked();
        }

        @Test
        void ofOneOrder_leavesTheOther() throws Exception {
            Both one = delivered();
            Both other = delivered();
            bench.withdraw(one.guardian());
            assertThat(bench.stateOf(other.person())).isEqualTo("DELIVERED");
            assertThat(bench.kept(other.person())).isOne();
        }

        private boolean confirmed(Opened record) {
            world.bean(ErasureConfirmations.class).sendDue();
            return world.peers.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/v1/erasures")))
                    .stream()
                    .anyMatch(sent -> sent.getBodyAsString().contains(record.record().value()));
        }
    }

    @Nested
    class Denials {
        @Test
        void guardianMissing_isDeniedAndMayBeTriedAgain() throws Exception {
            Both both = denied("guardian_missing");
            assertThat(bench.stateOf(both.person())).isEqualTo("DENIED");
            world.source.answering = world.source::released;
            bench.desk.post("exchanges/" + both.person().id() + "/retry", "{}");
            bench.run();
            assertThat(bench.stateOf(both.person())).isEqualTo("DELIVERED");
        }

        @Test
        void guardianWithdrawn_isOverForGood() throws Exception {
            Both both = denied("guardian_withdrawn");
            assertThat(bench.stateOf(both.person())).isEqualTo("DENIED");
            assertThat(bench.desk.post("exchanges/" + both.person().id() + "/retry", "{}").statusCode())
                    .isEqualTo(409);
        }

        @Test
        void suspended_waitsAndKeepsWhatCame() throws Exception {
            Both both = suspendedSeries();
            assertThat(bench.kept(both.person())).isOne();
            int asked = world.source.seen.size();
            bench.run();
            world.bean(ExchangeRounds.class).sweep();
            assertThat(world.source.seen).hasSize(asked);
            assertThat(bench.stateOf(both.person())).isEqualTo("SUSPENDED");
            assertThat(bench.desk.post("exchanges/" + both.person().id() + "/retry", "{}").statusCode())
                    .isEqualTo(409);
        }

        @Test
        void suspended_andRenewedByThePerson_goesOn() throws Exception {
            Both both = denied("suspended");
            assertThat(bench.stateOf(both.person())).isEqualTo("SUSPENDED");
            assertThat(bench.tell(renewed(both.person().record(), both.person().hash()))).isEqualTo(204);
            assertThat(bench.stateOf(both.person())).isEqualTo("READY");
            guardians.permits(request -> Optional.of(new PersonsAge.OfAge()));
            bench.run();
            assertThat(bench.stateOf(both.person())).isEqualTo("DELIVERED");
        }

        @Test
        void suspended_andRenewedByTheGuardian_waits() throws Exception {
            Both both = denied("suspended");
            bench.tell(renewed(both.guardian().record(), both.guardian().hash()));
            bench.tell(renewed(both.person().record(), both.guardian().hash()));
            assertThat(bench.stateOf(both.person())).isEqualTo("SUSPENDED");
        }

        @Test
        void suspended_andRenewedButNotOfAge_isSuspendedAgain() throws Exception {
            Both both = denied("suspended");
            bench.tell(renewed(both.person().record(), both.person().hash()));
            bench.run();
            assertThat(bench.stateOf(both.person())).isEqualTo("SUSPENDED");
            assertThat(bench.kept(both.person())).isZero();
        }

        @Test
        void renewal_ofAnOrderThatWaitsForNothing_changesNothing() throws Exception {
            Both denied = denied("guardian_withdrawn");
            bench.tell(renewed(denied.person().record(), denied.person().hash()));
            assertThat(bench.stateOf(denied.person())).isEqualTo("DENIED");
            Both asked = guardians.personAgrees();
            bench.tell(renewed(asked.person().record(), asked.person().hash()));
            assertThat(bench.stateOf(asked.person())).isEqualTo("ASKED_GUARDIAN");
            nothingMoreIsAsked();
        }

        @Test
        void suspended_andWithdrawn_isErased() throws Exception {
            Both both = suspendedSeries();
            bench.withdraw(both.person());
            assertThat(bench.kept(both.person())).isZero();
            bench.tell(renewed(both.person().record(), both.person().hash()));
            assertThat(bench.stateOf(both.person())).isEqualTo("WITHDRAWN");
        }

        @Test
        void suspended_untilTheLastDay_ends() throws Exception {
            try (TestWorld far = TestWorld.open()) {
                var there = new GuardianBench(new ExchangeBench(new Bench(far)));
                Both both = there.agreed();
                far.source.answering = request -> Reply.problem(403, "suspended");
                there.exchange.run();
                far.clock.advance(Duration.ofDays(90));
                far.renew();
                far.bean(ExchangeRounds.class).sweep();
                assertThat(there.exchange.state(both.person()).get("reason").asString()).isEqualTo("time_over");
                assertThat(there.stored(both.person(), "guardian_presentation")).isEmpty();
                there.exchange.tell(new ConsentNotice(far.ledger.log.origin(), "harbour-bakery", "notice-2",
                        far.clock.instant(), EventKind.RENEWED, both.person().record(), both.person().hash(),
                        "fetch-diploma", 9));
                assertThat(there.exchange.stateOf(both.person())).isEqualTo("FAILED");
            }
        }

        private Both denied(String reason) throws Exception {
            Both both = guardians.agreed();
            world.source.answering = request -> Reply.problem(403, reason);
            bench.run();
            return both;
        }

        private Both suspendedSeries() throws Exception {
            Opened person = bench.agree(guardians.open(bench.question().put("every", "P1M")));
            Both both = guardians.askGuardian(person);
            guardians.given(both.guardian(), both.guardian().terms());
            guardians.present(both.guardian(), guardians.mandate());
            bench.run();
            assertThat(bench.stateOf(person)).isEqualTo("WAITING");
            world.source.answering = request -> Reply.problem(403, "suspended");
            world.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                    .sql("update exchange_order set next_attempt_at = opened_at where order_id = :id")
                    .param("id", person.id())
                    .update();
            bench.run();
            assertThat(bench.stateOf(person)).isEqualTo("SUSPENDED");
            return both;
        }

        private ConsentNotice renewed(RecordId record, RequestHash request) {
            return new ConsentNotice(world.ledger.log.origin(), "harbour-bakery", "notice-2", world.clock.instant(),
                    EventKind.RENEWED, record, request, "fetch-diploma", 9);
        }

        private void nothingMoreIsAsked() {
            int asked = world.source.seen.size();
            bench.run();
            assertThat(world.source.seen).hasSize(asked);
        }
    }

    private Both delivered() throws Exception {
        Both both = guardians.agreed();
        bench.run();
        assertThat(bench.stateOf(both.person())).isEqualTo("DELIVERED");
        return both;
    }

}
