package org.amana.wallet.home;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.amana.wallet.consent.EntryView;
import org.amana.wallet.consent.LawNews;
import org.amana.wallet.rectification.Rectifications;
import org.amana.wallet.rights.Rights;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells on the first page what the person should not have to look for, until they have opened the page of it: that what was
 * asked by right was answered, or is late; that somebody got data in an emergency, and what was found about that; what became
 * of an objection. Offices are asked at most every ten minutes from here, and only where one of them owes an answer; ledgers
 * once a day ({@link LawNews}).
 */
@Component
class RightsNews {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_WALLETS = 10_000;
    private final Map<HolderId, Instant> looked = new ConcurrentHashMap<>();
    private final Rights rights;
    private final Rectifications rectifications;
    private final LawNews laws;
    private final Clock clock;

    /**
     * One piece of news.
     *
     * @param id of what it is about and of what became of it
     * @param kind {@code right}, {@code emergency} or {@code objection}
     * @param state of a right {@code answered} or {@code overdue}; of others as in {@link LawNews.Item}
     * @param access what was asked for under a law; absent of a right
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(String id, String kind, String state, String party, @Nullable EntryView access) {
        /** Something did not happen in time, or should not have happened. */
        @JsonIgnore
        public boolean isBad() {
            return state.equals("overdue") || state.equals("not_justified");
        }

        /** Under which page of the wallet more of it stands. */
        @JsonIgnore
        public String page() {
            return kind.equals("right") ? "rights" : "entries";
        }
    }

    private record Seen(String id) {}

    RightsNews(Rights rights, Rectifications rectifications, LawNews laws, Clock clock) {
        this.rights = rights;
        this.laws = laws;
        this.rectifications = rectifications;
        this.clock = clock;
    }

    List<Item> unseen(Vault vault, Locale language) {
        if (isOwed(vault, language) && isTimeToLook(vault)) {
            rights.list(vault, language);
            rectifications.list(vault, language);
        }
        laws.look(vault);
        return items(vault, language)
                .filter(item -> vault.find(VaultCollection.SEEN, item.id(), Seen.class).isEmpty())
                .toList();
    }

    /** What that page shows of what the vault knows now is not told again. */
    void seen(Vault vault, Locale language, String page) {
        seen(vault, language, item -> item.page().equals(page));
    }

    /** Of what the vault knows now, these are not told again. */
    void seen(Vault vault, Locale language, Predicate<Item> which) {
        items(vault, language).filter(which)
                .forEach(item -> vault.put(VaultCollection.SEEN, item.id(), new Seen(item.id())));
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
        return Stream.of(
                laws.known(vault, language)
                        .stream()
                        .map(one -> new Item(one.id(), one.kind(), one.state(),
                                Optional.ofNullable(one.access().party()).orElse(""), one.access())),
                rights.known(vault, language)
                        .stream()
                        .flatMap(one -> item(one.id(), one.party().name(), one.outcome() != null, one.state())),
                rectifications.known(vault, language)
                        .stream()
                        .flatMap(one -> item(one.id(), one.authority(), one.outcome() != null, one.state())))
                .flatMap(one -> one);
    }

    private static Stream<Item> item(String id, String party, boolean isAnswered, String state) {
        if (isAnswered) {
            return Stream.of(new Item(id + "/answered", "right", "answered", party, null));
        }
        return state.equals("overdue")
                ? Stream.of(new Item(id + "/overdue", "right", "overdue", party, null))
                : Stream.empty();
    }
}
