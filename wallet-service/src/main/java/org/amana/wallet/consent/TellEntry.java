package org.amana.wallet.consent;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.register.CredentialCategory;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.type.TypeWords;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;

/** How the entries of one vault are told in one language at one time. */
final class TellEntry {
    private final EntryNames names;
    private final TypeWords types;
    private final Set<String> doubtful;
    private final Instant now;
    private final Locale language;
    private final Set<RecordId> withdrawn = new HashSet<>();
    private final Map<String, PermitOrder> permits = new HashMap<>();

    /** @param doubtful records of consents of which the ledger cannot know that they stand */
    TellEntry(Vault vault, List<StoredReceipt> all, Set<String> doubtful, TypeWords types, Instant now,
            Locale language) {
        this.names = EntryNames.of(vault, all);
        this.doubtful = doubtful;
        this.types = types;
        this.now = now;
        this.language = language;
        all.stream().filter(stored -> !stored.isForgotten()).forEach(this::learn);
    }

    /** What other entries are told by: which record was withdrawn, what a permit was for. */
    private void learn(StoredReceipt stored) {
        if (stored.kind().equals(EventKind.WITHDRAWN.name())) {
            withdrawn.add(stored.event().record());
        } else if (stored.event() instanceof ExchangeEvent exchange && exchange.kind() == EventKind.PERMIT
                && exchange.statement() instanceof PermitOrder order) {
            permits.put(place(stored.log(), stored.index()), order);
        }
    }

    private static String place(String log, long index) {
        return log + "\n" + index;
    }

    EntryView of(StoredReceipt stored) {
        if (stored.isForgotten()) {
            return view(stored, Optional.empty(), name(names.ofEntry(stored, Optional.empty())), null, false);
        }
        return switch (stored.event()) {
            case SignedConsentEvent own -> own(stored, own);
            case ErasureEvent erased -> view(stored, Optional.of(erased.record()),
                    name(names.ofEntry(stored, Optional.of(erased.record())), erased.confirmation().party()), null,
                    false);
            case ExchangeEvent exchange -> exchange(stored, exchange);
        };
    }

    private EntryView own(StoredReceipt stored, SignedConsentEvent event) {
        ConsentTerms terms = event.event().terms();
        Optional<PartyNote> party = names.ofEntry(stored, Optional.of(event.record()))
                .or(() -> names.ofParty(terms.controller()));
        Optional<Instant> until = terms.validUntil().filter(_ -> event.kind().isConsent());
        boolean ended = event.kind().isConsent()
                && (withdrawn.contains(event.record()) || until.filter(now::isAfter).isPresent());
        EntryView told = view(stored, Optional.of(event.record()), name(party, terms.controller()),
                until.orElse(null), ended)
                .inDoubt(event.kind().isConsent() && !ended && doubtful.contains(event.record().value()));
        return terms.source()
                .map(source -> told.about(name(names.ofParty(source), source), words(terms.categories()), null))
                .orElse(told);
    }

    private EntryView exchange(StoredReceipt stored, ExchangeEvent exchange) {
        return switch (exchange.statement()) {
            case PermitOrder order -> about(stored, order, exchange.denied().map(DenyReason::code));
            case ExchangeOutcome outcome -> Optional.ofNullable(permits.get(place(stored.log(), outcome.permit())))
                    .filter(order -> order.record().equals(outcome.record()))
                    .map(order -> about(stored, order, outcome.reason()))
                    .orElseGet(() -> view(stored, Optional.of(outcome.record()),
                            name(names.ofEntry(stored, Optional.of(outcome.record())), outcome.issuer()), null, false)
                            .about(null, List.of(), outcome.reason().orElse(null)));
        };
    }

    private EntryView about(StoredReceipt stored, PermitOrder order, Optional<String> reason) {
        Optional<PartyNote> requester = names.ofEntry(stored, Optional.of(order.record()))
                .or(() -> names.ofParty(order.requester()));
        return view(stored, Optional.of(order.record()), name(requester, order.requester()), null, false).about(
                name(names.ofParty(order.source()), order.source()), words(order.categories()), reason.orElse(null));
    }

    private List<EntryView.Card> words(List<CredentialCategory> categories) {
        return categories.stream()
                .map(category -> new EntryView.Card(category.vct(), types.name(category.vct(), language),
                        types.labels(category.vct(), category.claims(), language)))
                .toList();
    }

    private EntryView view(StoredReceipt stored, Optional<RecordId> record, @Nullable String party,
                           @Nullable Instant until, boolean ended) {
        String purpose = record.flatMap(id -> names.purpose(stored, id))
                .map(text -> PartyNote.in(text, language))
                .orElse(null);
        return new EntryView(stored.id(), stored.kind().toLowerCase(Locale.ROOT), stored.at(), party, purpose, until,
                ended, false, stored.index(), stored.log(), null, List.of(), null, stored.brought() != null);
    }

    private @Nullable String name(Optional<PartyNote> party) {
        return party.map(note -> note.name(language)).orElse(null);
    }

    private String name(Optional<PartyNote> party, String id) {
        return party.map(note -> note.name(language)).orElse(id);
    }
}
