package org.amana.wallet.home;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.amana.wallet.rectification.Rectifications;
import org.amana.wallet.rights.Rights;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/**
 * Tells on the first page that what was asked by right was answered, or that an answer is late, until the person has opened
 * the page of these. Offices are asked at most every ten minutes from here, and only where one of them owes an answer.
 */
@Component
class RightsNews {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_WALLETS = 10_000;
    private final Map<HolderId, Instant> looked = new ConcurrentHashMap<>();
    private final Rights rights;
    private final Rectifications rectifications;
    private final Clock clock;

    /**
     * One piece of news.
     *
     * @param id of the request and of what became of it
     * @param late nothing came in time; otherwise there is an answer
     */
    record Item(String id, String party, boolean late) {}

    private record Seen(String id) {}

    RightsNews(Rights rights, Rectifications rectifications, Clock clock) {
        this.rights = rights;
        this.rectifications = rectifications;
        this.clock = clock;
    }

    List<Item> unseen(Vault vault, Locale language) {
        if (isOwed(vault, language) && isTimeToLook(vault)) {
            rights.list(vault, language);
            rectifications.list(vault, language);
        }
        return items(vault, language)
                .filter(item -> vault.find(VaultCollection.SEEN, item.id(), Seen.class).isEmpty())
                .toList();
    }

    /** What the vault knows now is not told again. */
    void seen(Vault vault, Locale language) {
        items(vault, language).forEach(item -> vault.put(VaultCollection.SEEN, item.id(), new Seen(item.id())));
    }

    private boolean isOwed(Vault vault, Locale language) {
        return rights.known(vault, language).stream().anyMatch(one -> one.outcome() == null)
                || rectifications.known(vault, language)
                        .stream()
                        .anyMatch(one -> one.outcome() == null && !one.state().equals("not_taken"));
    }

    private boolean isTimeToLook(Vault vault) {
        Instant now = clock.instant();
        if (looked.size() >= MOST_WALLETS) {
            looked.clear();
        }
        Instant before = looked.getOrDefault(vault.holder(), Instant.MIN);
        if (now.isBefore(before.plus(PATIENCE))) {
            return false;
        }
        looked.put(vault.holder(), now);
        return true;
    }

    private Stream<Item> items(Vault vault, Locale language) {
        return Stream.concat(
                rights.known(vault, language)
                        .stream()
                        .flatMap(one -> item(one.id(), one.party().name(), one.outcome() != null, one.state())),
                rectifications.known(vault, language)
                        .stream()
                        .flatMap(one -> item(one.id(), one.authority(), one.outcome() != null, one.state())));
    }

    private static Stream<Item> item(String id, String party, boolean isAnswered, String state) {
        if (isAnswered) {
            return Stream.of(new Item(id + "/answered", party, false));
        }
        return state.equals("overdue") ? Stream.of(new Item(id + "/overdue", party, true)) : Stream.empty();
    }
}
