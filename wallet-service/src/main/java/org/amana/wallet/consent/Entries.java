package org.amana.wallet.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.EventKind;
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

    private final SubjectView subject;
    private final Receipts receipts;
    private final Growth growth;
    private final Clock clock;

    Entries(SubjectView subject, Receipts receipts, Growth growth, Clock clock) {
        this.subject = subject;
        this.receipts = receipts;
        this.growth = growth;
        this.clock = clock;
    }

    /** All entries, newest first; asks the ledger for those of others, and whether it only grew since the last time. */
    public EntriesView list(Vault vault, Locale language) {
        boolean collected = collect(vault);
        List<StoredReceipt> all = receipts.all(vault);
        Optional<Boolean> forked = forked(vault, all);
        Set<RecordId> withdrawn = all.stream()
                .filter(stored -> stored.kind().equals(EventKind.WITHDRAWN.name()))
                .map(stored -> stored.event().record())
                .collect(Collectors.toSet());
        View view = new View(EntryNames.of(vault, all), withdrawn, clock.instant(), language);
        return new EntriesView(collected && forked.isPresent(), forked.orElse(false), all.stream()
                .sorted(Comparator.comparing(StoredReceipt::at).thenComparingLong(StoredReceipt::index).reversed())
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

    private boolean collect(Vault vault) {
        try {
            for (Relation relation : vault.all(VaultCollection.RELATIONS, Relation.class)) {
                List<ConsentReceipt> entered = subject.receipts(vault, relation);
                vault.alone(() -> entered.forEach(receipt -> receipts.keep(vault, receipt)));
            }
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    /** How entries are told in one language at one time. */
    private record View(EntryNames names, Set<RecordId> withdrawn, Instant now, Locale language) {

        EntryView of(StoredReceipt stored) {
            if (stored.isForgotten()) {
                return view(stored, name(names.ofEntry(stored, Optional.empty())), null, null, false);
            }
            return switch (stored.event()) {
                case SignedConsentEvent own -> own(stored, own);
                case ErasureEvent erased -> view(stored,
                        name(names.ofEntry(stored, Optional.of(erased.record())),
                                erased.confirmation().party()),
                        purpose(stored, erased.record()), null, false);
            };
        }

        private EntryView own(StoredReceipt stored, SignedConsentEvent event) {
            String controller = event.event().terms().controller();
            Optional<PartyNote> party = names.ofEntry(stored, Optional.of(event.record()))
                    .or(() -> names.ofParty(controller));
            Optional<Instant> until = event.event().terms().validUntil().filter(_ -> event.kind().isConsent());
            boolean ended = event.kind().isConsent()
                    && (withdrawn.contains(event.record()) || until.filter(now::isAfter).isPresent());
            return view(stored, name(party, controller), purpose(stored, event.record()), until.orElse(null), ended);
        }

        private static EntryView view(StoredReceipt stored, @Nullable String party, @Nullable String purpose,
                                      @Nullable Instant until, boolean ended) {
            return new EntryView(stored.id(), stored.kind().toLowerCase(Locale.ROOT), stored.at(), party, purpose,
                    until, ended, stored.index(), stored.log(), stored.brought() != null);
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
