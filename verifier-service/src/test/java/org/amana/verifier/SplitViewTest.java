package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogSigner;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.witness.ForkProof;
import org.amana.verifier.exchange.fork.ForkedLogs;
import org.amana.verifier.exchange.fork.ShownCheckpoints;
import org.amana.verifier.testing.DeskBrowser;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.SplitViewLedger;
import org.amana.verifier.testing.TestDesk;
import org.amana.verifier.testing.TestSource;
import org.amana.verifier.testing.TestSource.Reply;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** What sources show of their logs, and what comes of two histories. */
class SplitViewTest {
    private final TestWorld world = TestWorld.sharedBench().world;
    private final ExchangeBench bench = new ExchangeBench(TestWorld.sharedBench());
    private final TestSource source = world.source;
    private final LogSigner log = world.ledger.log;
    private final JdbcClient rows = world.bean(JdbcClient.class);
    private final ShownCheckpoints checkpoints = world.bean(ShownCheckpoints.class);
    private final ForkedLogs forks = world.bean(ForkedLogs.class);
    private SplitViewLedger ledger;

    @BeforeEach
    void clean() {
        bench.clean();
        ledger = new SplitViewLedger(world);
        forget();
    }

    @AfterEach
    void forget() {
        rows.sql("delete from forked_log").update();
        rows.sql("delete from unwatched_log").update();
    }

    @Nested
    class Shown {
        @Test
        void checkpointOfAPermit_isShownOnceAfterTheDelivery() throws Exception {
            Opened opened = delivered();
            assertThat(ledger.shown()).as("nothing waits for it").isEmpty();
            checkpoints.sendDue();
            checkpoints.sendDue();
            assertThat(ledger.shown()).singleElement()
                    .satisfies(note -> assertThat(log.identity().open(UnverifiedNote.parse(note)).treeSize())
                            .isEqualTo(source.permits.get()));
            assertThat(bench.stateOf(opened)).isEqualTo("DELIVERED");
        }

        @Test
        void permitThatDoesNotHold_isNotShown() throws Exception {
            LogSigner evil = LogSigner.generate(log.origin(), new java.security.SecureRandom());
            source.answering = request -> with(request, source.permits.getAndIncrement(), evil);
            Opened opened = bench.agreed();
            bench.run();
            checkpoints.sendDue();
            assertThat(bench.stateOf(opened)).isEqualTo("FAILED");
            assertThat(ledger.shown()).isEmpty();
            assertThat(waiting()).isZero();
        }

        @Test
        void whileTheLedgerIsAway_deliveriesGoOnAndItIsShownLater() throws Exception {
            ledger.answers(503, "{}");
            delivered();
            checkpoints.sendDue();
            assertThat(ledger.shown()).hasSize(1);
            delivered();
            checkpoints.sendDue();
            assertThat(ledger.shown()).as("the first waits before it is tried again").hasSize(2);
            ledger.observes("agrees");
            due();
            checkpoints.sendDue();
            assertThat(ledger.shown()).as("each was tried twice").hasSize(4);
            assertThat(ledger.shown().stream().distinct()).hasSize(2);
            assertThat(waiting()).isZero();
        }
    }

    @Nested
    class GoesOn {
        @Test
        void laggingLogOrMissingTiles() throws Exception {
            ledger.observes("comparing");
            delivered();
            checkpoints.sendDue();
            forks.look();
            delivered();
            assertThat(waiting()).as("the ledger has it, the second is on its way").isEqualTo(1);
        }

        @Test
        void whateverTheLedgerAnswers() throws Exception {
            for (String body : List.of("{}", "{\"observation\":\"FORKED!\"}", "[]", "", "{\"observation\":5}")) {
                ledger.answers(200, body);
                delivered();
                checkpoints.sendDue();
                assertThat(waiting()).as("shown again later: " + body).isPositive();
            }
            ledger.answers(401, "{\"reason\":\"unauthorized\"}");
            due();
            checkpoints.sendDue();
            assertThat(waiting()).isPositive();
            delivered();
        }

        @Test
        void noteThatTheLedgerDoesNotAccept_isDropped() throws Exception {
            ledger.answers(403, "{\"reason\":\"not_signed_by_the_log\"}");
            delivered();
            checkpoints.sendDue();
            assertThat(waiting()).isZero();
            delivered();
        }

        @Test
        void proofThatProvesNothing() throws Exception {
            var one = SplitViewLedger.checkpoint(log, 9, "a");
            for (String proof : List.of(SplitViewLedger.proof(LogSigner.generate(log.origin(),
                    new java.security.SecureRandom())), SplitViewLedger.proof(world.ledger.otherLog),
                    SplitViewLedger.proof(one.note(), one.note(), log),
                    SplitViewLedger.proof(SplitViewLedger.checkpoint(log, 8, "a").note(), one.note(), log), "{}",
                    "no proof", "")) {
                ledger.holds(log.origin(), proof);
                ledger.observes("forked");
                forks.look();
                delivered();
                checkpoints.sendDue();
                assertThat(forks.isForked(log.origin())).as(proof).isFalse();
            }
        }

        @Test
        void forkOfAnotherLog() throws Exception {
            ledger.holds(world.ledger.otherLog.origin(), SplitViewLedger.proof(world.ledger.otherLog));
            forks.look();
            assertThat(forks.isForked(world.ledger.otherLog.origin())).isTrue();
            delivered();
            assertThat(bench.desk.post("exchanges", StrictJson.write(bench.question()
                    .put("source", world.elsewhere.id))).statusCode()).isEqualTo(409);
        }

        @Test
        void logThatNobodyCompares_isNamedToTheOfficer() throws Exception {
            ledger.observes("unknown_log");
            delivered();
            checkpoints.add(SplitViewLedger.checkpoint(world.ledger.otherLog, 3, "a"));
            checkpoints.sendDue();
            assertThat(checkpoints.unwatched()).as("its own log is no witness's")
                    .containsExactly(world.ledger.otherLog.origin());
            assertThat(TestWallet.json(officer().get("oversight")).path("unwatched")).hasSize(1);
            assertThat(page()).contains("Ledgers whose record nobody compares here", "other-ledger.example/tlog");
            ledger.observes("agrees");
            checkpoints.add(SplitViewLedger.checkpoint(world.ledger.otherLog, 4, "a"));
            checkpoints.sendDue();
            assertThat(checkpoints.unwatched()).isEmpty();
        }
    }

    @Nested
    class Stops {
        @Test
        void twoHistoriesInTwoReleases_stopEveryOrderAndLeaveAProof() throws Exception {
            Opened before = bench.open();
            delivered();
            checkpoints.sendDue();
            // the log gives the same place away again, in another history
            int again = source.permits.get() - 1;
            source.answering = request -> with(request, again, log);
            bench.agreed();
            bench.run();
            ledger.observes("forked");
            due();
            ledger.holds(log.origin(), "{}");
            checkpoints.sendDue();
            List<String> shown = ledger.shown();
            assertThat(shown).hasSize(2).doesNotHaveDuplicates();
            ledger.holds(log.origin(), SplitViewLedger.proof(shown.get(0), shown.get(1), log));
            forks.look();

            source.answering = source::released;
            int asked = source.seen.size();
            Opened waits = waiting(bench.agree(before));
            assertThat(source.seen).as("the source is not asked").hasSize(asked);
            ObjectNode state = bench.state(waits);
            assertThat(state.path("message").asString()).contains("two different histories",
                    "goes on by itself");
            assertThat(forks.proof(LogIdentity.originHash(log.origin()))).hasValueSatisfying(proof -> proves(proof));
        }

        @Test
        void forkThatOthersFound_countsHereToo_andEndsNeverByItself() throws Exception {
            Opened opened = bench.agreed();
            fork();
            waiting(opened);
            ledger.holdsNothing();
            ledger.observes("agrees");
            forks.look();
            waiting(opened);
            forget();
            dueOrders();
            bench.run();
            assertThat(bench.stateOf(opened)).as("nothing was lost").isEqualTo("DELIVERED");
        }

        @Test
        void forkThatIsFoundWhileTheAnswerIsOnItsWay_keepsNothing() throws Exception {
            Opened opened = bench.agreed();
            source.answering = request -> {
                fork();
                return source.released(request);
            };
            bench.run();
            assertThat(bench.state(opened).path("reason").asString()).isEqualTo("log_forked");
            assertThat(bench.stateOf(opened)).isEqualTo("READY");
            assertThat(bench.kept(opened)).isZero();
            assertThat(waiting()).as("what a forked log says is no news").isZero();
        }

        @Test
        void nothingNewIsOpened_byConsentOrByLaw() throws Exception {
            Opened known = delivered();
            fork();
            refused(bench.desk.post("exchanges", StrictJson.write(bench.question())));
            refused(bench.desk.post("exchanges", StrictJson.write(StrictJson.object()
                    .put("intended_use", "verify-diploma-by-law")
                    .put("known_by", known.id())
                    .put("until", bench.question().path("until").asString()))));
        }

        @Test
        void withdrawal_isStillTakenAndErases() throws Exception {
            Opened opened = delivered();
            assertThat(bench.kept(opened)).isEqualTo(1);
            fork();
            assertThat(bench.withdraw(opened)).isEqualTo(204);
            assertThat(bench.kept(opened)).isZero();
        }

        @Test
        void alarm_andProof_areTheOfficers() throws Exception {
            fork();
            ObjectNode numbers = TestWallet.json(officer().get("oversight"));
            assertThat(numbers.at("/forks/0/log").asString()).isEqualTo(log.origin());
            String id = numbers.at("/forks/0/proof").asString();
            HttpResponse<String> download = officer().get("forks/" + id);
            assertThat(download.headers().firstValue("Content-Disposition").orElse("")).contains("fork-proof.json");
            proves(download.body());
            assertThat(page()).contains("Alarm: a ledger showed two histories", "role=\"alert\"", log.origin(),
                    "/harbour-bakery/desk/api/forks/" + id);

            assertThat(officer().get("forks/" + "0".repeat(64)).statusCode()).isEqualTo(404);
            assertThat(officer().getFrom("river-mill", "forks/" + id).statusCode()).isEqualTo(403);
            assertThat(new TestDesk(world, "harbour-bakery", "baker").get("forks/" + id).statusCode()).isEqualTo(403);
        }

        private void refused(HttpResponse<String> answer) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            assertThat(TestWallet.json(answer).path("reason").asString()).isEqualTo("log_forked");
            assertThat(TestWallet.json(answer).path("detail").asString()).contains("contradicts itself");
        }
    }

    private Opened delivered() throws Exception {
        source.answering = source::released;
        Opened opened = bench.agreed();
        bench.run();
        assertThat(bench.stateOf(opened)).isEqualTo("DELIVERED");
        return opened;
    }

    private void fork() {
        ledger.holds(log.origin(), SplitViewLedger.proof(log));
        forks.look();
        assertThat(forks.isForked(log.origin())).isTrue();
    }

    /** It is due and is not fetched. */
    private Opened waiting(Opened opened) throws Exception {
        dueOrders();
        bench.run();
        ObjectNode state = bench.state(opened);
        assertThat(state.path("state").asString()).isEqualTo("READY");
        assertThat(state.path("reason").asString()).isEqualTo("log_forked");
        assertThat(bench.kept(opened)).isZero();
        return opened;
    }

    private Reply with(ReleaseRequest request, int index, LogSigner signer) {
        return Reply.jose(source.release(request,
                source.permit(source.order(request), index, world.clock.instant(), signer), TestSource.diploma()));
    }

    private void proves(String proof) {
        assertThat(ForkProof.parse(proof.getBytes(StandardCharsets.UTF_8)).proves(log.identity())).isTrue();
    }

    private int waiting() {
        return rows.sql("select count(*) from shown_checkpoint").query(Integer.class).single();
    }

    private void due() {
        rows.sql("update shown_checkpoint set next_attempt_at = 'epoch'").update();
    }

    private void dueOrders() {
        rows.sql("update exchange_order set next_attempt_at = opened_at where state = 'READY'").update();
    }

    private TestDesk officer() throws Exception {
        return new TestDesk(world, "harbour-bakery", "bakery-dpo");
    }

    private String page() throws Exception {
        var browser = new DeskBrowser();
        browser.signIn(world, "bakery-dpo");
        return browser.get(world.baseUrl + "/harbour-bakery/desk/oversight");
    }
}
