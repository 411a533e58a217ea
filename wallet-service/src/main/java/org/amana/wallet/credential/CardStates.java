package org.amana.wallet.credential;

import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import org.amana.core.http.HttpPeer;
import org.amana.core.problem.ProblemException;
import org.amana.core.status.StatusReference;
import org.amana.core.trust.ChainValidator;
import org.amana.support.trust.StatusListCopies;
import org.amana.support.trust.TrustListSource;
import org.amana.wallet.credential.Card.CopyNote;
import org.springframework.stereotype.Component;

/** Looks cards up in their issuers' status lists. */
@Component
class CardStates {

    private final StatusListCopies lists;
    private final TrustListSource trust;
    private final Clock clock;

    CardStates(HttpPeer peer, ChainValidator chains, TrustListSource trust, Clock clock) {
        this.lists = new StatusListCopies(peer, chains, clock);
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
            return lists.status(new StatusReference(URI.create(uri), copy.statusIndex()), () -> trust.issuersOf(vct))
                    .map(status -> switch (status) {
                        case VALID -> CardState.VALID;
                        case INVALID -> CardState.REVOKED;
                        case SUSPENDED -> CardState.SUSPENDED;
                        case APPLICATION_SPECIFIC, UNKNOWN -> CardState.UNKNOWN;
                    })
                    .orElse(CardState.UNKNOWN);
        } catch (ProblemException e) {
            return CardState.UNKNOWN;
        }
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

}
