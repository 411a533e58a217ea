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
    void take_whenWithdrawalsWait_handsThemOutAloneAndKeepsTheOrderOtherwise() throws Exception {
        join("a", "b");
        withdraw("withdrawal 1");
        join("c");
        withdraw("withdrawal 2");
        assertThat(names(line.take(4))).containsExactly("withdrawal 1", "withdrawal 2");
        assertThat(names(line.take(2))).containsExactly("a", "b");
        assertThat(names(line.take(4))).containsExactly("c");
    }

    @Test
    void take_whenWithdrawalsNeverEnd_handsOutOthersEverySecondTime() throws Exception {
        join("a", "b", "c");
        withdraw("withdrawal 1");
        assertThat(names(line.take(3))).containsExactly("withdrawal 1");
        withdraw("withdrawal 2");
        assertThat(names(line.take(3))).containsExactly("withdrawal 2", "a", "b");
        withdraw("withdrawal 3");
        assertThat(names(line.take(3))).containsExactly("withdrawal 3");
        withdraw("withdrawal 4");
        assertThat(names(line.take(3))).containsExactly("withdrawal 4", "c");
    }

    @Test
    void take_whenOnlyWithdrawalsWait_handsOutAllAndTheNextAlone() throws Exception {
        withdraw("withdrawal 1");
        assertThat(names(line.take(4))).containsExactly("withdrawal 1");
        join("a");
        withdraw("withdrawal 2");
        assertThat(names(line.take(4))).containsExactly("withdrawal 2");
        assertThat(names(line.take(4))).containsExactly("a");
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

    private void withdraw(String name) {
        assertThat(line.join(new Named(name, true))).isNotDone();
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
