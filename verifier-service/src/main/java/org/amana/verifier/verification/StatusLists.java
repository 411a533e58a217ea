package org.amana.verifier.verification;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.amana.core.http.HttpPeer;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.status.StatusProblem;
import org.amana.core.status.StatusReference;
import org.amana.core.status.StatusValue;
import org.amana.core.status.VerifiedStatusList;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Status lists at hand. Lists in use are fetched ahead of time by the clock, so that a fetch tells the issuer
 * nothing about when a card is shown; only a list never seen before, or one past its time, is fetched for a
 * presentation. While the issuer cannot be reached, the last valid list serves until its {@code exp}.
 */
@Component
public class StatusLists {
    private static final Logger LOG = LoggerFactory.getLogger(StatusLists.class);
    private static final int STRIPES = 16;
    private final FetchStatusList fetch;
    private final Clock clock;
    private final StatusProperties properties;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final ReentrantLock lock = new ReentrantLock();
    private final List<ReentrantLock> fetching = IntStream.range(0, STRIPES)
            .mapToObj(i -> new ReentrantLock())
            .toList();

    private record Key(URI uri, TrustAnchors anchors) {}

    /** A list with its times: when it is due again, when it stops serving, when it was last needed. */
    private record Kept(VerifiedStatusList list, Instant refreshAt, Instant servesUntil, Instant usedAt) {
        Kept usedAt(Instant now) {
            return new Kept(list, refreshAt, servesUntil, now);
        }

        Kept dueAt(Instant later) {
            return new Kept(list, later, servesUntil, usedAt);
        }
    }

    StatusLists(HttpPeer peer, ChainValidator chains, Clock clock, StatusProperties properties) {
        this.fetch = new FetchStatusList(peer, chains, clock, properties.timeout());
        this.clock = clock;
        this.properties = properties;
    }

    /** A list that holds at this moment, and who signed it. */
    record Answer(StatusValue value, VerifiedStatusList list) {}

    /**
     * The status of one credential whose signature was verified already: an address from an unverified credential
     * would let anybody make this service call anywhere (draft-ietf-oauth-status-list-20 section 8.3).
     *
     * @throws ProblemException {@link StatusProblem}: the status stays unknown
     */
    Answer status(StatusReference reference, TrustAnchors anchors) {
        Instant now = clock.instant();
        VerifiedStatusList list = current(new Key(reference.uri(), anchors), now);
        return new Answer(list.value(reference.index(), now), list);
    }

    private VerifiedStatusList current(Key key, Instant now) {
        Optional<Kept> fresh = find(key, now).filter(entry -> now.isBefore(entry.refreshAt()));
        if (fresh.isPresent())
            return fresh.get().list();
        ReentrantLock one = fetching.get(Math.floorMod(key.hashCode(), STRIPES));
        one.lock();
        try {
            Optional<Kept> meanwhile = find(key, now);
            if (meanwhile.isPresent() && now.isBefore(meanwhile.get().refreshAt()))
                return meanwhile.get().list();
            return refresh(key, meanwhile, now).list();
        } finally {
            one.unlock();
        }
    }

    private Kept refresh(Key key, Optional<Kept> last, Instant now) {
        try {
            VerifiedStatusList list = fetch.fetch(key.uri(), key.anchors());
            Instant due = list.refreshAt(now, properties.timeToLive());
            Instant end = list.expiresAt().orElse(now.plus(properties.maxAge()));
            Kept entry = new Kept(list, due, end, last.map(Kept::usedAt).orElse(now));
            put(key, entry);
            return entry;
        } catch (ProblemException e) {
            Kept entry = last.orElseThrow(() -> e);
            if (!now.isBefore(entry.servesUntil()))
                throw new ProblemException(new StatusProblem.TokenExpired(
                        "the last status list has expired and no newer one can be had: "
                                + Finding.of(e.problem()).reason()),
                        e);
            LOG.warn("status list of {} stays in use: {}", key.uri().getHost(), e.problem().code());
            Kept later = entry.dueAt(now.plus(properties.retryAfter()));
            put(key, later);
            return later;
        }
    }

    /** Fetches what is due ahead of the next presentation. A list that fails keeps serving. */
    @Scheduled(fixedDelayString = "${amana.verifier.status.tick:PT1S}")
    public void refreshDue() {
        Instant now = clock.instant();
        for (var entry : due(now)) {
            try {
                refresh(entry.getKey(), Optional.of(entry.getValue()), now);
            } catch (ProblemException e) {
                forget(entry.getKey());
            }
        }
    }

    private List<Map.Entry<Key, Kept>> due(Instant now) {
        lock.lock();
        try {
            kept.values().removeIf(entry -> entry.usedAt().plus(properties.idle()).isBefore(now));
            return kept.entrySet()
                    .stream()
                    .filter(entry -> !now.isBefore(entry.getValue().refreshAt()))
                    .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Kept> find(Key key, Instant now) {
        lock.lock();
        try {
            return Optional.ofNullable(kept.computeIfPresent(key, (any, entry) -> entry.usedAt(now)));
        } finally {
            lock.unlock();
        }
    }

    private void put(Key key, Kept entry) {
        lock.lock();
        try {
            kept.put(key, entry);
            if (kept.size() > properties.maxLists())
                kept.remove(kept.keySet().iterator().next());
        } finally {
            lock.unlock();
        }
    }

    private void forget(Key key) {
        lock.lock();
        try {
            kept.remove(key);
        } finally {
            lock.unlock();
        }
    }
}
