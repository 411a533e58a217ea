package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PatienceTest {
    @Test
    void with_whenNothingComes_isRefusedInTheEnd() {
        var patience = new Patience(Duration.ofMillis(1));
        patience.start();
        try {
            CompletableFuture<Appended> promise = patience.with(new CompletableFuture<>());
            assertThatThrownBy(() -> promise.get(10, TimeUnit.SECONDS)).hasMessageContaining("not durable yet");
        } finally {
            patience.stop();
        }
    }

    @Test
    void with_whenKeptInTime_isLeftAlone() throws Exception {
        var patience = new Patience(Duration.ofHours(1));
        patience.start();
        try {
            CompletableFuture<Appended> open = patience.with(new CompletableFuture<>());
            CompletableFuture<Appended> kept = patience.with(new CompletableFuture<>());
            kept.complete(new Appended(1, 2, "note"));
            assertThat(kept.get().index()).isEqualTo(1);
            assertThatThrownBy(() -> open.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        } finally {
            patience.stop();
        }
    }

    /** Who came later is not kept waiting by one who has an answer, nor sent away before their time. */
    @Test
    void with_whenSomeAreOverAndOthersNot_sendsAwayInOrder() throws Exception {
        var patience = new Patience(Duration.ofMillis(300));
        patience.start();
        try {
            CompletableFuture<Appended> first = patience.with(new CompletableFuture<>());
            first.complete(new Appended(1, 2, "note"));
            CompletableFuture<Appended> second = patience.with(new CompletableFuture<>());
            assertThat(second.isDone()).isFalse();
            assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS)).hasMessageContaining("not durable yet");
            assertThat(first.get().treeSize()).isEqualTo(2);
        } finally {
            patience.stop();
        }
    }
}
