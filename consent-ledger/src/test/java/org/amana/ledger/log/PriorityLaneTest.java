package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Withdrawals while more wants in than the log takes. */
class PriorityLaneTest {
    private static final int CAPACITY = 40;
    private final DataSource database = TestLog.newDatabase();
    private final Ledger ledger = new Ledger();
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path keys;

    @Test
    void append_whenTheLineIsFull_isRefusedButAWithdrawalGoesBeforeAllThatWait() throws Exception {
        var held = new HeldCommits(database);
        try (TestLog log = TestLog.open(held, keys, CAPACITY);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Thread first = held.holdNext(() -> outcome(log, ledger.use(0)));
            List<Future<String>> waiting = new ArrayList<>();
            for (int i = 0; i < CAPACITY; i++) {
                waiting.add(callers.submit(() -> outcome(log, ledger.use(7))));
            }
            await().until(() -> outcome(log, ledger.use(7)).equals("ledger_full"));
            List<Future<String>> withdrawals = new ArrayList<>();
            for (int consent = 7; consent < 7 + CAPACITY; consent++) {
                Submission withdrawal = ledger.withdrawal(consent);
                withdrawals.add(callers.submit(() -> outcome(log, withdrawal)));
            }
            await().until(() -> log.waiting() == 2 * CAPACITY);
            assertThat(outcome(log, ledger.use(8))).as("the line is as full as before").isEqualTo("ledger_full");

            held.release();
            first.join();

            assertThat(held.result()).isEqualTo("0");
            Set<String> places = new HashSet<>();
            for (Future<String> withdrawal : withdrawals) {
                places.add(withdrawal.get());
            }
            assertThat(places).as("all of them, right after the batch that was being written")
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, CAPACITY).mapToObj(Integer::toString).toList());
            for (Future<String> use : waiting) {
                assertThat(use.get()).as("came before the withdrawal, and was overtaken by it").isEqualTo("withdrawn");
            }
            assertThat(log.published().treeSize()).isEqualTo(CAPACITY + 1);
        }
    }

    @Test
    void use_whenItsConsentIsWithdrawnMeanwhile_neverHasAPlaceAfterTheWithdrawal() throws Exception {
        long seed = Long.getLong("amana.ledger.seed", System.nanoTime());
        System.out.println("-Damana.ledger.seed=" + seed);
        var random = new Random(seed);
        try (TestLog log = TestLog.open(database, keys, CAPACITY);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                List<Future<String>> all = new ArrayList<>();
                int consent = round;
                int withdrawnAfter = random.nextInt(200);
                for (int i = 0; i < 200; i++) {
                    Submission next = i == withdrawnAfter ? ledger.withdrawal(consent) : ledger.use(consent);
                    all.add(callers.submit(() -> outcome(log, next)));
                }
                for (int i = 0; i < 200; i++) {
                    assertThat(all.get(i).get()).as("seed %d", seed)
                            .isIn(i == withdrawnAfter
                                    ? List.of(Long.toString(ledger.withdrawals.getOrDefault(consent, -1L)))
                                    : placesOr(consent, "withdrawn", "ledger_full"));
                }
                long end = ledger.withdrawals.getOrDefault(consent, -1L);
                assertThat(ledger.uses.getOrDefault(consent, Set.of())).as("seed %d, consent %d", seed, consent)
                        .allMatch(place -> place < end);
            }
        }
    }

    private List<String> placesOr(int consent, String... refusals) {
        List<String> expected = new ArrayList<>(List.of(refusals));
        ledger.uses.getOrDefault(consent, Set.of()).forEach(place -> expected.add(Long.toString(place)));
        return expected;
    }

    @Test
    void withdrawal_whenRepeated_isRefusedByWhatStands() {
        try (TestLog log = TestLog.open(database, keys, CAPACITY)) {
            assertThat(outcome(log, ledger.withdrawal(1))).isEqualTo("0");
            assertThatThrownBy(() -> log.append(ledger.withdrawal(1))).isInstanceOf(ProblemException.class);
            assertThat(outcome(log, ledger.use(1))).isEqualTo("withdrawn");
            assertThat(outcome(log, ledger.use(2))).isEqualTo("1");
        }
    }

    private static String outcome(TestLog log, Submission submission) {
        try {
            return Long.toString(log.append(submission).index());
        } catch (ProblemException e) {
            return e.problem().code();
        }
    }

    /** Entries that need a consent which stands, and withdrawals of it. */
    private static final class Ledger implements Participant {
        private final Map<Integer, Long> withdrawals = new ConcurrentHashMap<>();
        private final Map<Integer, Set<Long>> uses = new ConcurrentHashMap<>();

        private record About(int consent, boolean isUrgent, Participant participant) implements Submission {
            @Override
            public Optional<Idempotency> idempotency() {
                return Optional.empty();
            }
        }

        private record Withdrawn() implements Problem {
            @Override
            public String code() {
                return "withdrawn";
            }

            @Override
            public String detail() {
                return "the consent does not stand";
            }
        }

        Submission use(int consent) {
            return new About(consent, false, this);
        }

        Submission withdrawal(int consent) {
            return new About(consent, true, this);
        }

        @Override
        public Batch open(Connection tx, List<Submission> submissions, long reading) {
            return new Batch() {
                @Override
                public byte[] decide(Submission submission, long index) {
                    About about = (About) submission;
                    if (withdrawals.containsKey(about.consent())) {
                        throw new ProblemException(new Withdrawn());
                    }
                    if (about.isUrgent()) {
                        withdrawals.put(about.consent(), index);
                    } else {
                        uses.computeIfAbsent(about.consent(), consent -> ConcurrentHashMap.newKeySet()).add(index);
                    }
                    return TestLog.commitment(Math.toIntExact(index)).bytes();
                }

                @Override
                public void write(Connection transaction) {
                    // the leaf is all there is
                }
            };
        }
    }
}
