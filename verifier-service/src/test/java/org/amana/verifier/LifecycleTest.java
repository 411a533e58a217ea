package org.amana.verifier;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.ErasureConfirmation;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.RequestHash;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.note.LogSigner;
import org.amana.core.testing.TestRandom;
import org.amana.verifier.retention.ErasureConfirmations;
import org.amana.verifier.retention.RetentionClock;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.Bench.Asked;
import org.amana.verifier.testing.TestLedger;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What time, withdrawal and restarts do to checks and kept diplomas. */
class LifecycleTest {
    private final Bench bench = Worlds.BENCH;
    private final TestWorld world = bench.world;
    private final TestLedger ledger = world.ledger;

    /** One world for this class and its nested ones; it ends with the process. */
    private static final class Worlds {
        private static final Bench BENCH = make();

        private static Bench make() {
            try {
                return new Bench(TestWorld.open());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void peersAreUp() {
        world.renew();
    }

    @AfterEach
    void nothingIsKept() {
        world.bean(JdbcClient.class).sql("delete from kept_diploma").update();
        world.bean(JdbcClient.class).sql("delete from withdrawn_consent").update();
        world.bean(JdbcClient.class).sql("delete from erasure_confirmation").update();
        world.peers.resetRequests();
    }

    @Nested
    class Checks {
        @Test
        void n054_answerAfterTheRequestExpired_isRefused() throws Exception {
            Asked asked = bench.ask();
            world.clock.advance(Duration.ofMinutes(10));

            Bench.refused("request_expired", bench.present(asked, bench.wallet.present(bench.card(), asked.request())));
            assertThat(bench.desk.state(asked.begun()).get("state").asString()).isEqualTo("EXPIRED");
        }

        @Test
        void answer_inTheLastSecond_isAccepted() throws Exception {
            Asked asked = bench.ask();
            world.clock.advance(Duration.ofMinutes(10).minusSeconds(1));

            assertThat(bench.present(asked, bench.wallet.present(bench.card(), asked.request())).statusCode())
                    .isEqualTo(200);
        }

        @Test
        void person_whenNobodyMatchesInTime_isForgotten() throws Exception {
            Asked asked = bench.ask();
            bench.present(asked, bench.wallet.present(bench.card(), asked.request()));
            assertThat(personRows()).isPositive();
            world.clock.advance(Duration.ofMinutes(10));
            world.bean(RetentionClock.class).sweep();

            assertThat(bench.desk.state(asked.begun()).get("state").asString()).isEqualTo("EXPIRED");
            assertThat(personRows()).isZero();
            assertThat(world.bean(JdbcClient.class)
                    .sql("select count(*) from presentation_check where response_key is not null")
                    .query(Long.class)
                    .single()).isZero();
        }

        @Test
        void receipt_afterItsTime_isForgotten() throws Exception {
            Asked asked = bench.ask();
            bench.present(asked, bench.wallet.present(bench.card(), asked.request()));
            bench.desk.match(asked.begun(), true);
            String path = "checks/" + asked.begun().get("check_id").asString();
            assertThat(bench.desk.get(path + "/receipt").statusCode()).isEqualTo(200);
            world.clock.advance(Duration.ofDays(30).plusSeconds(1));
            world.bean(RetentionClock.class).sweep();

            assertThat(bench.desk.get(path).statusCode()).isEqualTo(404);
        }

        private long personRows() {
            return world.bean(JdbcClient.class).sql("select count(*) from person_to_match").query(Long.class).single();
        }
    }

    @Nested
    class Diplomas {
        @Test
        void keep_underAGivenConsent_storesWhatWasAskedAlone() throws Exception {
            Asked asked = keptDiploma();

            ObjectNode state = bench.desk.state(asked.begun());
            assertThat(state.get("state").asString()).isEqualTo("ANSWERED");
            assertThat(state.at("/kept/state").asString()).isEqualTo("KEPT");
            assertThat(state.at("/kept/record").asString()).isEqualTo(TestLedger.RECORD.value());
            assertThat(state.at("/kept/kept_until").asString()).isEqualTo(
                    world.clock.instant().atZone(java.time.ZoneOffset.UTC).plusMonths(6).toInstant().toString());
            assertThat(world.bean(JdbcClient.class)
                    .sql("select row_to_json(k)::text from kept_diploma k")
                    .query(String.class)
                    .single())
                    .doesNotContain("Tesfay", "Nursing", "very good");
        }

        @Test
        void keep_withoutConsent_storesNothing() throws Exception {
            refusesToKeep("consent_missing");
        }

        @Test
        void keep_whenTheConsentWasWithdrawn_storesNothing() throws Exception {
            Asked asked = bench.askForDiploma();
            ledger.answers(ledger.given(hash(asked)), "WITHDRAWN");
            refusesToKeep("consent_withdrawn", asked);
        }

        @Test
        void keep_underARenewedConsent_stores() throws Exception {
            Asked asked = bench.askForDiploma();
            ledger.answers(until(renewed(ledger.given(hash(asked))), world.clock.instant().plusSeconds(60)), "GIVEN");
            assertThat(answer(asked).statusCode()).isEqualTo(200);
            assertThat(kept().get("state").asString()).isEqualTo("KEPT");
        }

        @Test
        void keep_whenTheConsentHasEnded_storesNothing() throws Exception {
            Asked given = bench.askForDiploma();
            ledger.answers(until(ledger.given(hash(given)), world.clock.instant()), "GIVEN");
            refusesToKeep("consent_mismatch", given);
            Asked renewed = bench.askForDiploma();
            ledger.answers(until(renewed(ledger.given(hash(renewed))), world.clock.instant()), "GIVEN");
            refusesToKeep("consent_mismatch", renewed);
        }

        @Test
        void keep_whenThePersonPutItOff_storesNothing() throws Exception {
            Asked asked = bench.askForDiploma();
            ledger.answers(of(EventKind.DEFERRED, ledger.given(hash(asked))), "DEFERRED");
            refusesToKeep("consent_deferred", asked);
            Asked claimed = bench.askForDiploma();
            ledger.answers(of(EventKind.DEFERRED, ledger.given(hash(claimed))), "GIVEN");
            refusesToKeep("consent_mismatch", claimed);
        }

        @Test
        void keep_whenTheConsentIsToAnotherRequest_storesNothing() throws Exception {
            Asked asked = bench.askForDiploma();
            ledger.answers(ledger.given(RequestHash.of("another.request.object")), "GIVEN");
            refusesToKeep("consent_mismatch", asked);
        }

        @Test
        void keep_whenThePersonRefused_storesNothing() throws Exception {
            Asked asked = bench.askForDiploma();
            ledger.answers(of(EventKind.REFUSED, ledger.given(hash(asked))), "GIVEN");
            refusesToKeep("consent_mismatch", asked);
        }

        @Test
        void keep_whenAnotherLogSignedTheReceipt_storesNothing() throws Exception {
            Asked asked = bench.askForDiploma();
            ledger.answers("GIVEN", ledger.receipt(ledger.given(hash(asked)),
                    LogSigner.generate("evil.example/tlog", TestRandom.seeded())));
            refusesToKeep("consent_unproved", asked);
        }

        @Test
        void keep_whileTheLedgerIsDown_canBeRepeatedAfterwards() throws Exception {
            Asked asked = bench.askForDiploma();
            ledger.isDown();
            HttpResponse<String> later = answer(asked);
            assertThat(later.statusCode()).as("the wallet keeps what is not refused").isEqualTo(503);
            assertThat(later.headers().firstValue("Retry-After")).isPresent();
            assertThat(TestWallet.json(later).path("error").asString()).isEqualTo("temporarily_unavailable");
            assertThat(Bench.reasons(TestWallet.json(later))).contains("consent_unavailable");
            assertThat(bench.desk.state(asked.begun()).get("state").asString()).isEqualTo("WAITING");

            ledger.answers(ledger.given(hash(asked)), "GIVEN");
            assertThat(answer(asked).statusCode()).isEqualTo(200);
        }

        @Test
        void notice_ofWithdrawal_erasesAndIsConfirmed() throws Exception {
            Asked asked = keptDiploma();

            assertThat(notify(ledger.withdrawn(hash(asked)), ledger.noticeKey)).isEqualTo(204);
            assertThat(kept().get("state").asString()).isEqualTo("ERASED");
            assertThat(kept().get("erased_for").asString()).isEqualTo("WITHDRAWN");
            assertThat(world.bean(JdbcClient.class)
                    .sql("select count(*) from kept_diploma where sealed is not null or data_key is not null")
                    .query(Long.class)
                    .single()).isZero();

            world.bean(ErasureConfirmations.class).sendDue();
            JsonNode sent = erasuresSent(1).getFirst();
            assertThat(sent.get("request_hash").asString()).isEqualTo(hash(asked).value());
            assertThat(ErasureConfirmation.verify(sent.get("confirmation").asString()).party())
                    .isEqualTo("harbour-bakery");
            assertThat(kept().get("confirmed").asBoolean()).isTrue();
        }

        @Test
        void notice_twice_isConfirmedOnce() throws Exception {
            Asked asked = keptDiploma();
            notify(ledger.withdrawn(hash(asked)), ledger.noticeKey);
            assertThat(notify(ledger.withdrawn(hash(asked)), ledger.noticeKey)).isEqualTo(204);
            world.bean(ErasureConfirmations.class).sendDue();
            world.bean(ErasureConfirmations.class).sendDue();

            erasuresSent(1);
        }

        @Test
        void notice_byAnotherKeyOrToAnother_changesNothing() throws Exception {
            Asked asked = keptDiploma();
            ConsentNotice notice = ledger.withdrawn(hash(asked));

            assertThat(notify(notice, EphemeralKey.generate())).isEqualTo(400);
            assertThat(notify(new ConsentNotice(notice.ledger(), "river-mill", notice.id(), notice.time(),
                    notice.kind(), notice.record(),
                    notice.requestHash(), notice.purpose(), notice.index()), ledger.noticeKey)).isEqualTo(400);
            assertThat(kept().get("state").asString()).isEqualTo("KEPT");
        }

        @Test
        void withdrawal_beforeThePresentationArrives_keepsNothing() throws Exception {
            Asked asked = bench.askForDiploma();
            ledger.answers(ledger.given(hash(asked)), "GIVEN");
            notify(ledger.withdrawn(hash(asked)), ledger.noticeKey);

            refusesToKeep("consent_withdrawn", asked);
        }

        @Test
        void confirmation_whileTheLedgerIsDown_survivesARestart() throws Exception {
            Asked asked = keptDiploma();
            ledger.isDown();
            notify(ledger.withdrawn(hash(asked)), ledger.noticeKey);
            world.bean(ErasureConfirmations.class).sendDue();
            assertThat(kept().get("confirmed").asBoolean()).isFalse();

            world.restart();
            ledger.acknowledgeErasures();
            world.clock.advance(Duration.ofHours(1));
            world.bean(ErasureConfirmations.class).sendDue();
            assertThat(kept().get("confirmed").asBoolean()).isTrue();
            // another body under the same key would be refused where only the answer was lost
            assertThat(world.peers.findAll(postRequestedFor(urlEqualTo("/v1/erasures")))
                    .stream()
                    .map(sent -> sent.getBodyAsString())
                    .distinct())
                    .hasSize(1);
        }

        @Test
        void retention_whenItEnds_erasesAndIsConfirmed() throws Exception {
            keptDiploma();
            world.clock.advance(Duration.ofDays(180));
            world.bean(RetentionClock.class).sweep();
            assertThat(kept().get("state").asString()).isEqualTo("KEPT");

            world.clock.advance(Duration.ofDays(5));
            world.bean(RetentionClock.class).sweep();
            assertThat(kept().get("erased_for").asString()).isEqualTo("RETENTION_ENDED");
        }

        private Asked keptDiploma() throws Exception {
            Asked asked = bench.askForDiploma();
            ledger.answers(ledger.given(hash(asked)), "GIVEN");
            var response = answer(asked);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return asked;
        }

        private ConsentEvent renewed(ConsentEvent given) {
            return of(EventKind.RENEWED, given);
        }

        private ConsentEvent until(ConsentEvent event, Instant end) {
            return new ConsentEvent(event.kind(), event.record(), event.actor(), event.position(), event.time(),
                    event.terms().until(end), event.notice(), event.requestHash());
        }

        private ConsentEvent of(EventKind kind, ConsentEvent event) {
            return new ConsentEvent(kind, event.record(), event.actor(), event.position(), event.time(),
                    event.terms(), event.notice(), event.requestHash());
        }

        private void refusesToKeep(String reason) throws Exception {
            refusesToKeep(reason, bench.askForDiploma());
        }

        private void refusesToKeep(String reason, Asked asked) throws Exception {
            Bench.refused(reason, answer(asked));
            assertThat(bench.desk.state(asked.begun()).get("state").asString()).isEqualTo("REJECTED");
            assertThat(bench.desk.get("kept").body()).isEqualTo("[]");
        }

        private HttpResponse<String> answer(Asked asked) throws Exception {
            return bench.wallet.answer(asked.request(), world.issuer.qualification(bench.wallet.holder));
        }

        private JsonNode kept() throws Exception {
            return StrictJson
                    .parse(bench.desk.get("kept").body().getBytes(java.nio.charset.StandardCharsets.UTF_8), 100_000)
                    .get(0);
        }

        private int notify(ConsentNotice notice, SigningKey key) throws Exception {
            return bench.wallet.send(HttpRequest.newBuilder(URI.create(world.baseUrl + "/harbour-bakery/notices"))
                    .header("Content-Type", "application/jwt")
                    .POST(HttpRequest.BodyPublishers.ofString(notice.sign(key)))
                    .build()).statusCode();
        }

        private java.util.List<JsonNode> erasuresSent(int count) {
            var sent = world.peers.findAll(postRequestedFor(urlEqualTo("/v1/erasures")))
                    .stream()
                    .map(request -> (JsonNode) StrictJson.parseObject(request.getBody(), 100_000))
                    .toList();
            assertThat(sent).hasSize(count);
            return sent;
        }
    }

    private static RequestHash hash(Asked asked) {
        return RequestHash.of(asked.request().jwt());
    }
}
