package org.amana.wallet.credential;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.problem.ProblemException;
import org.amana.core.status.StatusListToken;
import org.amana.core.status.VerifiedStatusList;
import org.amana.core.trust.ChainValidator;
import org.amana.support.trust.TrustListSource;
import org.amana.wallet.credential.Card.CopyNote;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks cards up in their issuers' status lists. A list is fetched whole and for everybody, so an issuer learns nothing
 * about who looks; lists are public and kept in memory, what was looked up in them is not.
 */
@Component
class CardStates {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration WITHOUT_TTL = Duration.ofMinutes(5);
    /** An unreachable issuer is not asked again for a while, or every page would wait for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_LISTS = 500;

    private final Map<URI, Fetched> lists = new ConcurrentHashMap<>();
    private final HttpPeer peer;
    private final ChainValidator chains;
    private final TrustListSource trust;
    private final Clock clock;

    CardStates(HttpPeer peer, ChainValidator chains, TrustListSource trust, Clock clock) {
        this.peer = peer;
        this.chains = chains;
        this.trust = trust;
        this.clock = clock;
    }

    /** The worst state among the copies; a card without a status claim is valid until it expires. */
    CardState of(Card card) {
        if (card.isExpired(clock.instant())) {
            return CardState.EXPIRED;
        }
        return card.copies()
                .stream()
                .map(copy -> of(card.vct(), copy))
                .max(Comparator.comparingInt(CardStates::weight))
                .orElse(CardState.VALID);
    }

    private CardState of(String vct, CopyNote copy) {
        String uri = copy.statusUri();
        if (uri == null) {
            return CardState.VALID;
        }
        try {
            return list(URI.create(uri), vct).map(list -> switch (list.value(copy.statusIndex(), clock.instant())) {
                case VALID -> CardState.VALID;
                case INVALID -> CardState.REVOKED;
                case SUSPENDED -> CardState.SUSPENDED;
                case APPLICATION_SPECIFIC, UNKNOWN -> CardState.UNKNOWN;
            }).orElse(CardState.UNKNOWN);
        } catch (ProblemException e) {
            return CardState.UNKNOWN;
        }
    }

    private Optional<VerifiedStatusList> list(URI uri, String vct) {
        Instant now = clock.instant();
        Fetched known = lists.get(uri);
        if (known == null || !now.isBefore(known.refreshAt())) {
            known = fetch(uri, vct, known, now);
            if (lists.size() >= MOST_LISTS) {
                lists.clear();
            }
            lists.put(uri, known);
        }
        return known.list().filter(list -> !list.isExpired(now));
    }

    /** The last valid list serves until its {@code exp} when nothing newer can be had (section 8.4). */
    private Fetched fetch(URI uri, String vct, @Nullable Fetched before, Instant now) {
        try {
            HttpAnswer answer = peer.exchange(HttpQuestion.get(uri)
                    .withHeader("Accept", StatusListToken.MEDIA_TYPE)
                    .withMaxAnswerBytes(StatusListToken.MAX_TOKEN_BYTES)
                    .withTimeout(TIMEOUT));
            if (answer.status() == 200) {
                VerifiedStatusList list = StatusListToken.verify(
                        new String(answer.body(), StandardCharsets.US_ASCII).strip(), uri, chains,
                        trust.issuersOf(vct), now);
                return new Fetched(Optional.of(list), list.refreshAt(now, WITHOUT_TTL));
            }
        } catch (ProblemException e) {
            // shown as "not checked": which check failed is the issuer's affair, not the holder's
        }
        return new Fetched(before == null ? Optional.empty() : before.list(), now.plus(PATIENCE));
    }

    private static int weight(CardState state) {
        return switch (state) {
            case VALID -> 0;
            case UNKNOWN -> 1;
            case SUSPENDED -> 2;
            case EXPIRED -> 3;
            case REVOKED -> 4;
        };
    }

    private record Fetched(Optional<VerifiedStatusList> list, Instant refreshAt) {}
}
