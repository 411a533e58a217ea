package org.amana.core.status;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.ValidatedChain;

/** A status list whose token was verified; made by {@link StatusListToken} alone. Safe for threads. */
public final class VerifiedStatusList {
    private final URI uri;
    private final StatusListBits bits;
    private final Instant issuedAt;
    private final Optional<Instant> expiresAt;
    private final Optional<Duration> timeToLive;
    private final ValidatedChain chain;

    VerifiedStatusList(URI uri, StatusListBits bits, Instant issuedAt, Optional<Instant> expiresAt,
            Optional<Duration> timeToLive, ValidatedChain chain) {
        this.uri = uri;
        this.bits = bits;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        this.timeToLive = timeToLive;
        this.chain = chain;
    }

    /**
     * The status at an index, as long as the token is not expired; ask again with the time of each check.
     *
     * @throws ProblemException {@link StatusProblem.BadIndex}, {@link StatusProblem.TokenExpired}
     */
    public StatusValue value(long index, Instant now) {
        if (isExpired(now)) {
            throw new ProblemException(new StatusProblem.TokenExpired("the status list has expired"));
        }
        return StatusValue.of(bits.get(index));
    }

    /** After {@code exp} a kept copy must no longer be used; before it, it serves when the issuer cannot be reached. */
    public boolean isExpired(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }

    /** When to fetch a new list: {@code ttl} after the fetch, at the latest at {@code exp} (section 8.4). */
    public Instant refreshAt(Instant fetchedAt, Duration withoutTimeToLive) {
        Instant due = fetchedAt.plus(timeToLive.orElse(withoutTimeToLive));
        return expiresAt.isPresent() && expiresAt.get().isBefore(due) ? expiresAt.get() : due;
    }

    public URI uri() {
        return uri;
    }

    public long entryCount() {
        return bits.entryCount();
    }

    public Instant issuedAt() {
        return issuedAt;
    }

    public Optional<Instant> expiresAt() {
        return expiresAt;
    }

    public Optional<Duration> timeToLive() {
        return timeToLive;
    }

    /** Who signed. */
    public ValidatedChain chain() {
        return chain;
    }
}
