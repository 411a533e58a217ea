package org.amana.wallet.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The person's view of the ledger: the entries whose openings lie in the vault, and those that others made about the
 * person's relations, which the ledger gives to the relation's key alone.
 */
@Component
public class Entries {

    private final LostDecisions lost;
    private final Receipts receipts;
    private final Growth growth;
    private final Clock clock;

    Entries(LostDecisions lost, Receipts receipts, Growth growth, Clock clock) {
        this.lost = lost;
        this.receipts = receipts;
        this.growth = growth;
        this.clock = clock;
    }

    /**
     * All entries, newest first; asks the ledger for those of others, and whether it only grew since the last time. What
     * it has lost of the person's own it gets back.
     */
    public EntriesView list(Vault vault, Locale language) {
        Collected collected = collect(vault);
        List<StoredReceipt> all = receipts.all(vault);
        Optional<Boolean> forked = forked(vault, all);
        Set<RecordId> withdrawn = all.stream()
                .filter(stored -> stored.kind().equals(EventKind.WITHDRAWN.name()))
                .map(stored -> stored.event().record())
                .collect(Collectors.toSet());
        View view = new View(EntryNames.of(vault, all), withdrawn, collected.doubtful(), clock.instant(),
                language);
        return new EntriesView(collected.complete() && forked.isPresent(), collected.returned(), forked.orElse(false),
                all.stream()
                        .sorted(Comparator.comparing(StoredReceipt::at)
                                .thenComparingLong(StoredReceipt::index)
                                .reversed())
                        .map(view::of)
                        .toList());
    }

    /** Empty while the ledger does not answer. */
    private Optional<Boolean> forked(Vault vault, List<StoredReceipt> all) {
        try {
            return Optional.of(growth.isForked(vault, all));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** What came of asking the ledger about every relation; {@code complete} when it answered. */
    private record Collected(boolean complete, int returned, Set<String> doubtful) {}

    private Collected collect(Vault vault) {
        int returned = 0;
        Set<String> doubtful = new HashSet<>();
        try {
            for (Relation relation : vault.all(VaultCollection.RELATIONS, Relation.class)) {
                LostDecisions.Standing standing = lost.giveBack(vault, relation);
                returned += standing.returned();
                doubtful.addAll(standing.doubtful());
                vault.alone(() -> standing.receipts().forEach(receipt -> receipts.keep(vault, receipt)));
            }
            return new Collected(true, returned, doubtful);
        } catch (ProblemException e) {
            return new Collected(false, returned, doubtful);
        }
    }

    /** How entries are told in one language at one time. */
    private record View(EntryNames names, Set<RecordId> withdrawn, Set<String> doubtful, Instant now,
                        Locale language) {

        EntryView of(StoredReceipt stored) {
            if (stored.isForgotten()) {
                return view(stored, name(names.ofEntry(stored, Optional.empty())), null, null, false, false);
            }
            return switch (stored.event()) {
                case SignedConsentEvent own -> own(stored, own);
                case ErasureEvent erased -> view(stored,
                        name(names.ofEntry(stored, Optional.of(erased.record())),
                                erased.confirmation().party()),
                        purpose(stored, erased.record()), null, false, false);
                case ExchangeEvent exchange -> view(stored,
                        name(names.ofEntry(stored, Optional.of(exchange.record())), exchange.statement().issuer()),
                        purpose(stored, exchange.record()), null, false, false);
            };
        }

        private EntryView own(StoredReceipt stored, SignedConsentEvent event) {
            String controller = event.event().terms().controller();
            Optional<PartyNote> party = names.ofEntry(stored, Optional.of(event.record()))
                    .or(() -> names.ofParty(controller));
            Optional<Instant> until = event.event().terms().validUntil().filter(_ -> event.kind().isConsent());
            boolean ended = event.kind().isConsent()
                    && (withdrawn.contains(event.record()) || until.filter(now::isAfter).isPresent());
            boolean inDoubt = event.kind().isConsent() && !ended && doubtful.contains(event.record().value());
            return view(stored, name(party, controller), purpose(stored, event.record()), until.orElse(null), ended,
                    inDoubt);
        }

        private static EntryView view(StoredReceipt stored, @Nullable String party, @Nullable String purpose,
                                      @Nullable Instant until, boolean ended, boolean inDoubt) {
            return new EntryView(stored.id(), stored.kind().toLowerCase(Locale.ROOT), stored.at(), party, purpose,
                    until, ended, inDoubt, stored.index(), stored.log(), stored.brought() != null);
        }

        private @Nullable String purpose(StoredReceipt stored, RecordId record) {
            return names.purpose(stored, record).map(text -> PartyNote.in(text, language)).orElse(null);
        }

        private @Nullable String name(Optional<PartyNote> party) {
            return party.map(note -> note.name(language)).orElse(null);
        }

        private String name(Optional<PartyNote> party, String id) {
            return party.map(note -> note.name(language)).orElse(id);
        }
    }
}
