package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
    private final WaitingLine line = new WaitingLine(3);

    private record Named(String name, boolean isUrgent) implements Submission {
        @Override
        public Participant participant() {
            return new BlindEntries();
        }

        @Override
        public Optional<Idempotency> idempotency() {
            return Optional.empty();
        }
    }

    @Test
    void take_whenWithdrawalsWait_putsThemFirstAndKeepsTheOrderOtherwise() throws Exception {
        join("a", "b");
        assertThat(line.join(new Named("withdrawal 1", true))).isNotDone();
        join("c");
        assertThat(line.join(new Named("withdrawal 2", true))).isNotDone();
        assertThat(names(line.take(4))).containsExactly("withdrawal 1", "withdrawal 2", "a", "b");
        assertThat(names(line.take(4))).containsExactly("c");
    }

    @Test
    void join_whenFull_isRefusedButNeverForAWithdrawal() {
        join("a", "b", "c");
        assertThatThrownBy(() -> join("d")).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("ledger_full"));
        assertThat(line.join(new Named("withdrawal", true))).isNotDone();
    }

    @Test
    void take_whenClosed_stillHandsOutWhatWaits() throws Exception {
        join("a");
        line.close();
        assertThatThrownBy(() -> line.join(new Named("late", true))).isInstanceOf(ProblemException.class);
        assertThat(names(line.take(4))).containsExactly("a");
        assertThat(line.take(4)).isEmpty();
    }

    private void join(String... names) {
        for (String name : names) {
            assertThat(line.join(new Named(name, false))).isNotDone();
        }
    }

    private static List<String> names(List<WaitingLine.Waiting> batch) {
        return batch.stream().map(waiting -> ((Named) waiting.submission()).name()).toList();
    }
}
