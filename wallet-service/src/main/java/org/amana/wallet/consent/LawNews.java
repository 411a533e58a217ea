package org.amana.wallet.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.Objection;
import org.amana.core.consent.ObjectionAnswer;
import org.amana.core.rights.RightsClock;
import org.amana.wallet.type.TypeWords;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/**
 * What the person is told of accesses under a law without looking for it: an emergency, with how its review stands, and
 * what became of an objection. Of each access one piece of news, of how it stands now.
 */
@Component
public class LawNews {
    /** A ledger sees when it is asked: opening the cards shows it no more than that somebody did so on that day. */
    static final Duration BETWEEN_LOOKS = Duration.ofDays(1);
    private static final String LOOKED = "ledgers";
    private final Entries entries;
    private final Receipts receipts;
    private final TypeWords types;
    private final Clock clock;

    /**
     * One piece of news.
     *
     * @param id of the access and of what is told of it: another outcome is other news
     * @param kind {@code emergency}, or {@code objection}
     * @param state of an emergency as in {@link EntryView.Emergency}; of an objection {@code upheld}, {@code rejected} or
     *              {@code overdue}
     * @param access who asked whom for what and when
     */
    public record Item(String id, String kind, String state, EntryView access) {}

    private record Looked(Instant at) {}

    LawNews(Entries entries, Receipts receipts, TypeWords types, Clock clock) {
        this.entries = entries;
        this.receipts = receipts;
        this.types = types;
        this.clock = clock;
    }

    /** Asks the ledgers by which data about the person are sent, at most once a day. */
    public void look(Vault vault) {
        Set<String> exchanges = vault.all(VaultCollection.CONSENTS, ConsentNote.class)
                .stream()
                .filter(note -> note.delivery() != null) // an access names an exchange that was agreed to, or nobody
                .map(ConsentNote::relation)
                .collect(Collectors.toSet());
        if (!exchanges.isEmpty() && isTimeToLook(vault)) {
            entries.collect(vault, relation -> exchanges.contains(relation.place()));
        }
    }

    private boolean isTimeToLook(Vault vault) {
        Instant now = clock.instant();
        boolean isEarly = vault.find(VaultCollection.SEEN, LOOKED, Looked.class)
                .filter(looked -> now.isBefore(looked.at().plus(BETWEEN_LOOKS)))
                .isPresent();
        if (!isEarly) {
            vault.put(VaultCollection.SEEN, LOOKED, new Looked(now));
        }
        return !isEarly;
    }

    /** What the vault knows, newest first; asks nobody. */
    public List<Item> known(Vault vault, Locale language) {
        List<StoredReceipt> said = receipts.all(vault)
                .stream()
                .filter(stored -> !stored.isForgotten() && EventKind.valueOf(stored.kind()).isOfLaw())
                .sorted((one, other) -> other.at().compareTo(one.at()))
                .toList();
        if (said.isEmpty()) {
            return List.of();
        }
        TellEntry tell = new TellEntry(vault, said, Set.of(), Map.of(), types, clock.instant(), language);
        var items = new ArrayList<Item>();
        var told = new HashSet<String>();
        for (StoredReceipt stored : said) {
            Objecting.access(stored)
                    .filter(access -> told.add(access.record().value()))
                    .ifPresent(access -> {
                        EntryView view = tell.of(stored);
                        EntryView.Emergency emergency = Objects.requireNonNull(view.law()).emergency();
                        if (emergency != null) {
                            items.add(item(access, "emergency", emergency.state(), view));
                        }
                        objection(access, said).ifPresent(state -> items.add(item(access, "objection", state, view)));
                    });
        }
        return List.copyOf(items);
    }

    private static Item item(LawfulAccess access, String kind, String state, EntryView view) {
        return new Item(access.record().value() + "/" + kind + "/" + state, kind, state, view);
    }

    /** What became of the objection to that access; empty while there is nothing to tell. */
    private Optional<String> objection(LawfulAccess access, List<StoredReceipt> said) {
        Optional<String> state = Optional.empty();
        for (StoredReceipt stored : said) {
            if (!(stored.event() instanceof ExchangeEvent event) || !event.record().equals(access.record())) {
                continue;
            }
            switch (event.statement()) {
                case ObjectionAnswer answer -> {
                    if (answer.issuer().equals(access.requester())
                            && answer.requestHash().equals(access.requestHash())) {
                        return Optional.of(answer.upheld() ? "upheld" : "rejected");
                    }
                }
                case Objection objection -> {
                    if (RightsClock.of(objection.time(), Optional.empty())
                            .stateAt(clock.instant()) == RightsClock.State.OVERDUE) {
                        state = Optional.of("overdue");
                    }
                }
                default -> {
                }
            }
        }
        return state;
    }
}
