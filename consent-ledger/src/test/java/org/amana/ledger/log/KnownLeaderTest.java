package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownLeaderTest {
    private static final String ADDRESS = "https://ledger-2.internal:8443";
    private static final Duration LONG = Duration.ofSeconds(30);
    private final KnownLeader known = new KnownLeader(LeaderAddress.parse("https://ledger-1.internal:8443"),
            origin -> origin.getHost().endsWith(".internal"));

    @Test
    void hear_ofTheSameLeader_keepsItAndOfAnotherEpochOrAddressDoesNot() {
        assertThat(known.current()).isEmpty();
        known.hear(3, ADDRESS);
        Leader first = known.current().orElseThrow();
        assertThat(first.address()).hasToString(ADDRESS);
        known.hear(3, ADDRESS);
        assertThat(known.current()).containsSame(first);
        assertThat(isEnded(first)).isFalse();
        known.hear(4, ADDRESS);
        assertThat(isEnded(first)).isTrue();
        Leader second = known.current().orElseThrow();
        known.hear(4, "https://ledger-3.internal");
        assertThat(isEnded(second)).isTrue();
        Leader third = known.current().orElseThrow();
        known.forget();
        assertThat(isEnded(third)).isTrue();
        assertThat(known.current()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ledger-2.internal", "//ledger-2.internal", "ftp://ledger-2.internal",
            "file:///etc/passwd", "https://ledger-2.internal/", "https://ledger-2.internal/v1",
            "https://ledger-2.internal?x", "https://ledger-2.internal#x", "https://user@ledger-2.internal",
            "https://ledger_2.internal", "https:ledger-2.internal", "https://ledger-2.internal\r\nx",
            "https://attacker.example", "https://attacker.example\\.internal", "https://ledger-1.internal:8443"})
    void hear_ofWhatIsNoAddressOrNotChosenOrOwn_forgetsWhoLed(String text) {
        known.hear(3, ADDRESS);
        known.hear(4, text);
        assertThat(known.current()).isEmpty();
        known.hear(4, ADDRESS);
        known.hear(4, null);
        assertThat(known.current()).isEmpty();
    }

    @Test
    void address_isAtMost255CharactersLong() {
        String longest = "https://" + "a.".repeat(123) + "a";
        assertThat(LeaderAddress.parse(longest)).isPresent();
        assertThat(LeaderAddress.parse(longest + "a")).isEmpty();
        assertThatThrownBy(() -> new LeaderAddress(URI.create(longest + "a")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void await_whenTheLeaderEnds_endsAtOnce() {
        known.hear(3, ADDRESS);
        Leader leader = known.current().orElseThrow();
        var never = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> known.hear(4, null));
        assertThat(reason(leader, never, LONG)).isEqualTo("not_leading");
        assertThat(reason(leader, CompletableFuture.completedFuture("yes"), LONG)).as("it had answered")
                .isEqualTo("answered yes");
    }

    @Test
    void await_whenNothingComes_saysThatItIsNotKnown() {
        known.hear(3, ADDRESS);
        Leader leader = known.current().orElseThrow();
        assertThat(reason(leader, new CompletableFuture<>(), Duration.ofMillis(10))).isEqualTo("ledger_unavailable");
        var broken = CompletableFuture.<String>failedFuture(new IllegalArgumentException("a bug"));
        assertThatThrownBy(() -> leader.await(broken, LONG)).isInstanceOf(IllegalStateException.class);
        var refused = CompletableFuture.<String>failedFuture(new ProblemException(new LogProblem.Full()));
        assertThat(reason(leader, refused, LONG)).isEqualTo("ledger_full");
    }

    private static boolean isEnded(Leader leader) {
        return reason(leader, new CompletableFuture<>(), Duration.ofMillis(1)).equals("not_leading");
    }

    private static String reason(Leader leader, CompletableFuture<String> answer, Duration patience) {
        try {
            return "answered " + leader.await(answer, patience);
        } catch (ProblemException e) {
            return e.problem().code();
        }
    }

    @Test
    void own_isWhatItWasGiven() {
        assertThat(known.own().map(LeaderAddress::toString)).contains("https://ledger-1.internal:8443");
        assertThat(new KnownLeader(Optional.empty(), origin -> true).own()).isEmpty();
    }
}
