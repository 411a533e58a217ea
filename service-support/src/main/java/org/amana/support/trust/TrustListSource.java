package org.amana.support.trust;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustList;
import org.amana.core.register.TrustedIssuer;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.support.ledger.LedgerProblem;
import org.jspecify.annotations.Nullable;

/**
 * The trust list of the register. It is fetched when older than the refresh time, by one thread while others go on with
 * the one at hand; while the ledger is away the last one counts until its own end, never longer.
 */
public final class TrustListSource {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private final Supplier<String> fetch;
    private final Supplier<TrustAnchors> registrars;
    private final ChainValidator chains;
    private final Clock clock;
    private final Duration refresh;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable TrustList held;
    private volatile Instant fetchedAt = Instant.MIN;
    private volatile Instant triedAt = Instant.MIN;

    /**
     * A source.
     *
     * @param fetch gets the signed list from the ledger
     * @param registrars roots that vouch for the list, from the operator's folder and never from the list itself
     * @param refresh age at which a new list is fetched
     */
    public TrustListSource(Supplier<String> fetch, Supplier<TrustAnchors> registrars, ChainValidator chains,
            Clock clock, Duration refresh) {
        this.fetch = fetch;
        this.registrars = registrars;
        this.chains = chains;
        this.clock = clock;
        this.refresh = refresh;
    }

    /**
     * The list that counts now.
     *
     * @throws ProblemException {@link LedgerProblem.Unavailable} when there is none that is still valid; what
     *         {@link TrustList#verify} says when the first one is not to be believed
     */
    public TrustList current() {
        Instant now = clock.instant();
        TrustList list = held;
        if (list == null || !now.isBefore(list.nextUpdate())) {
            fetching.lock();
        } else if (!fetchedAt.isBefore(now.minus(refresh)) || triedAt.isAfter(now.minus(RETRY_AFTER))
                || !fetching.tryLock()) {
            return list;
        }
        try {
            return fetch(now);
        } catch (ProblemException e) {
            if (list != null && now.isBefore(list.nextUpdate())) {
                return list;
            }
            throw e;
        } finally {
            fetching.unlock();
        }
    }

    private TrustList fetch(Instant now) {
        TrustList other = held;
        if (other != null && !fetchedAt.isBefore(now.minus(refresh)) && now.isBefore(other.nextUpdate())) {
            return other; // another thread fetched it while this one waited
        }
        triedAt = now;
        TrustList list = TrustList.verify(fetch.get(), chains, registrars.get(), now);
        if (other != null && list.issued().isBefore(other.issued())) {
            // an older list would bring back whom the registrar has withdrawn
            throw new ProblemException(new LedgerProblem.UnexpectedAnswer("a trust list older than the last one"));
        }
        held = list;
        fetchedAt = now;
        return list;
    }

    /** Roots that may vouch for credentials of that type. */
    public TrustAnchors issuersOf(String vct) {
        return current().issuersOf(vct);
    }

    /** The issuer with that identifier, when it is trusted. */
    public Optional<TrustedIssuer> issuer(String id) {
        return current().issuer(id);
    }

    /** Roots of access certificates of those who ask. */
    public TrustAnchors requesters() {
        return current().requesters();
    }

    /** Roots of registration certificates. */
    public TrustAnchors registrars() {
        return current().registrars();
    }
}
