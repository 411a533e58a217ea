package org.amana.support.trust;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.problem.ProblemException;
import org.amana.core.status.StatusListToken;
import org.amana.core.status.StatusReference;
import org.amana.core.status.StatusValue;
import org.amana.core.status.VerifiedStatusList;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.jspecify.annotations.Nullable;

/**
 * Status lists of one kind of issuers. A list is fetched whole and for everybody, so an issuer learns nothing about who
 * looks; lists are public and kept in memory, what was looked up in them is not.
 */
public final class StatusListCopies {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration WITHOUT_TTL = Duration.ofMinutes(5);
    /** An unreachable issuer is not asked again for a while, or every page would wait for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_LISTS = 500;

    private final Map<URI, Fetched> lists = new ConcurrentHashMap<>();
    private final HttpPeer peer;
    private final ChainValidator chains;
    private final Clock clock;

    public StatusListCopies(HttpPeer peer, ChainValidator chains, Clock clock) {
        this.peer = peer;
        this.chains = chains;
        this.clock = clock;
    }

    /**
     * What the list says now.
     *
     * @param anchors believed for it
     * @return empty while no list can be had that is valid
     * @throws ProblemException {@link org.amana.core.status.StatusProblem.BadIndex}
     */
    public Optional<StatusValue> status(StatusReference reference, Supplier<TrustAnchors> anchors) {
        Instant now = clock.instant();
        return list(reference.uri(), anchors, now).map(list -> list.value(reference.index(), now));
    }

    /**
     * The list itself, for who has to see by whom it is signed.
     *
     * @param anchors believed for it
     * @return empty while no list can be had that is valid
     */
    public Optional<VerifiedStatusList> list(StatusReference reference, Supplier<TrustAnchors> anchors) {
        return list(reference.uri(), anchors, clock.instant());
    }

    private Optional<VerifiedStatusList> list(URI uri, Supplier<TrustAnchors> anchors, Instant now) {
        Fetched known = lists.get(uri);
        if (known == null || !now.isBefore(known.refreshAt())) {
            known = fetch(uri, anchors, known, now);
            if (lists.size() >= MOST_LISTS) {
                lists.clear();
            }
            lists.put(uri, known);
        }
        return known.list().filter(list -> !list.isExpired(now));
    }

    /** The last valid list serves until its {@code exp} when nothing newer can be had (section 8.4). */
    private Fetched fetch(URI uri, Supplier<TrustAnchors> anchors, @Nullable Fetched before, Instant now) {
        try {
            HttpAnswer answer = peer.exchange(HttpQuestion.get(uri)
                    .withHeader("Accept", StatusListToken.MEDIA_TYPE)
                    .withMaxAnswerBytes(StatusListToken.MAX_TOKEN_BYTES)
                    .withTimeout(TIMEOUT));
            if (answer.status() == 200) {
                VerifiedStatusList list = StatusListToken.verify(
                        new String(answer.body(), StandardCharsets.US_ASCII).strip(), uri, chains, anchors.get(), now);
                return new Fetched(Optional.of(list), list.refreshAt(now, WITHOUT_TTL));
            }
        } catch (ProblemException e) {
            // shown as "not checked": which check failed is the issuer's affair, not the holder's
        }
        return new Fetched(before == null ? Optional.empty() : before.list(), now.plus(PATIENCE));
    }

    private record Fetched(Optional<VerifiedStatusList> list, Instant refreshAt) {}
}
