package org.amana.support.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.amana.core.consent.Commitment;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import org.amana.support.peer.ServiceTokenSigner;
import org.junit.jupiter.api.Test;

/** What the client makes of the ledger's answers; the real exchange runs in the node's tour. */
class LedgerClientTest {
    private static final URI LEDGER = URI.create("https://ledger.example");
    private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");
    private static final Commitment COMMITMENT = Commitment.of(commitment());
    private final AtomicReference<HttpQuestion> asked = new AtomicReference<>();

    @Test
    void write_isSignedAndCarriesItsIdempotencyKey() {
        var key = IdempotencyKey.random(RANDOM);
        failsWith(LedgerProblem.UnexpectedAnswer.class,
                () -> client(question -> answer(201, "{\"index\":7,\"proof\":\"nonsense\"}")).appendBlind(key,
                        COMMITMENT));
        assertThat(asked.get().uri()).hasToString("https://ledger.example/v1/entries");
        assertThat(asked.get().headers()).containsEntry("Idempotency-Key", key.value())
                .hasEntrySatisfying("Authorization", token -> assertThat(token).startsWith("Bearer ey"));
    }

    @Test
    void ledger_whenAwayLateOrBroken_isUnavailable() {
        var key = IdempotencyKey.random(RANDOM);
        for (Function<HttpQuestion, HttpAnswer> broken : List.<Function<HttpQuestion, HttpAnswer>>of(question -> {
            throw new ProblemException(new PeerProblem.Unreachable("no route"));
        }, question -> {
            throw new ProblemException(new PeerProblem.TimedOut("late"));
        }, question -> answer(503, ""), question -> answer(500, "{}"))) {
            failsWith(LedgerProblem.Unavailable.class, () -> client(broken).appendBlind(key, COMMITMENT));
        }
    }

    @Test
    void ledger_whenItRefuses_saysItsReason() {
        assertThatThrownBy(
                () -> client(question -> answer(409, "{\"reason\":\"out_of_order\",\"detail\":\"seq 3 expected\"}"))
                        .appendBlind(IdempotencyKey.random(RANDOM), COMMITMENT))
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(
                                new LedgerProblem.Refused(409, "out_of_order", "seq 3 expected")));
    }

    @Test
    void consent_whenNone_isEmptyAndWhenNonsense_isNotTakenForOne() {
        var hash = RequestHash.of("request");
        assertThat(client(question -> answer(404, "{}")).consentFor(hash)).isEmpty();
        failsWith(LedgerProblem.UnexpectedAnswer.class,
                () -> client(question -> answer(200, "{\"state\":\"GIVEN\"}")).consentFor(hash));
        failsWith(LedgerProblem.UnexpectedAnswer.class, () -> client(question -> answer(200, "[]")).consentFor(hash));
    }

    @Test
    void denialNow_isEmptyWhileInForceAloneAndNeverGuessed() {
        var record = new RecordId("AAAAAAAAAAAAAAAAAAAAAA");
        assertThat(client(question -> check(record, "", true)).denialNow(record)).isEmpty();
        assertThat(asked.get().uri())
                .hasToString("https://ledger.example/v1/consents/AAAAAAAAAAAAAAAAAAAAAA/check");
        for (DenyReason reason : DenyReason.values()) {
            assertThat(client(question -> check(record, reason.code(), false)).denialNow(record)).contains(reason);
        }
        for (String other : List.of("", "because", "EXPIRED")) {
            failsWith(LedgerProblem.UnexpectedAnswer.class,
                    () -> client(question -> check(record, other, false)).denialNow(record));
        }
        assertThat(client(question -> answer(404, "{}")).denialNow(record)).contains(DenyReason.NOT_GIVEN);
        failsWith(LedgerProblem.Refused.class, () -> client(question -> answer(403, "{}")).denialNow(record));
        failsWith(LedgerProblem.Unavailable.class, () -> client(question -> answer(503, "{}")).denialNow(record));
        for (String nonsense : List.of("{}", "[]", "{\"in_force\":\"true\"}", "{\"in_force\":true}",
                "{\"in_force\":true,\"record\":\"BBBBBBBBBBBBBBBBBBBBBB\"}")) {
            failsWith(LedgerProblem.UnexpectedAnswer.class,
                    () -> client(question -> answer(200, nonsense)).denialNow(record));
        }
    }

    private static HttpAnswer check(RecordId record, String reason, boolean inForce) {
        return answer(200, "{\"record\":\"" + record.value() + "\",\"reason\":\"" + reason + "\",\"in_force\":"
                + inForce + "}");
    }

    @Test
    void intendedUse_whenTheIdWouldChangeThePath_isNotAsked() {
        assertThatThrownBy(() -> client(question -> answer(200, "{}")).intendedUse("../parties/x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(asked.get()).isNull();
    }

    private LedgerClient client(Function<HttpQuestion, HttpAnswer> ledger) {
        HttpPeer peer = question -> {
            asked.set(question);
            return ledger.apply(question);
        };
        var signer = new ServiceTokenSigner("wallet-service", EphemeralKey.generate(), Clock.systemUTC(), RANDOM);
        return new LedgerClient(peer, signer, LEDGER);
    }

    private static void failsWith(Class<? extends LedgerProblem> expected, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem()).isInstanceOf(expected));
    }

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] commitment() {
        byte[] bytes = new byte[Commitment.BYTES];
        bytes[0] = Commitment.VERSION;
        return bytes;
    }
}
