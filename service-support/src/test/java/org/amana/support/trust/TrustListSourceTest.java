package org.amana.support.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustList;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestClock;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.support.ledger.LedgerProblem;
import org.junit.jupiter.api.Test;

class TrustListSourceTest {
    private static final Duration REFRESH = Duration.ofMinutes(1);
    private final TestCa ca = TestCa.root("Registrars");
    private final SigningKey registrar = ca.registrar();
    private final TestClock clock = TestClock.atNoon();
    private final AtomicReference<String> published = new AtomicReference<>(list(Duration.ofHours(1)));
    private final AtomicInteger fetches = new AtomicInteger();
    private final TrustListSource source = new TrustListSource(() -> {
        fetches.incrementAndGet();
        if (published.get().isEmpty()) {
            throw new ProblemException(new LedgerProblem.Unavailable("away"));
        }
        return published.get();
    }, ca::anchors, new ChainValidator(), clock, REFRESH);

    @Test
    void current_isFetchedOnceUntilTheRefreshTime() {
        source.current();
        source.current();
        assertThat(fetches).hasValue(1);
        clock.advance(REFRESH.plusSeconds(1));
        source.current();
        assertThat(fetches).hasValue(2);
    }

    @Test
    void current_whenTheLedgerIsAway_countsUntilItsEndAndNoLonger() {
        TrustList first = source.current();
        published.set("");
        clock.advance(Duration.ofMinutes(59));
        assertThat(source.current()).isEqualTo(first);
        clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(source::current).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem()).isInstanceOf(LedgerProblem.Unavailable.class));
    }

    @Test
    void current_whenAnOlderListIsServed_staysWithTheNewer() {
        String older = published.get();
        clock.advance(Duration.ofMinutes(2));
        published.set(list(Duration.ofHours(1)));
        TrustList newer = source.current();
        published.set(older);
        clock.advance(REFRESH.plusSeconds(1));
        assertThat(source.current()).isEqualTo(newer);
    }

    @Test
    void current_whenAnotherRegistrarSigned_isRefused() {
        SigningKey stranger = TestCa.root("Strangers").registrar();
        published.set(list(Duration.ofHours(1), stranger));
        assertThatThrownBy(source::current).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("untrusted_issuer"));
    }

    private String list(Duration validity) {
        return list(validity, registrar);
    }

    private String list(Duration validity, SigningKey signer) {
        Instant now = clock.instant();
        return new TrustList(now, now.plus(validity), List.of(), TrustAnchors.none(), TrustAnchors.none(), List.of())
                .sign(signer);
    }
}
