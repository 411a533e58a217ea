package org.amana.wallet.consent;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.Objection;
import org.amana.core.consent.ObjectionAnswer;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.Representation;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
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
    private final Map<RecordId, LawfulAccess> laws = new HashMap<>();
    private final Set<RecordId> objected = new HashSet<>();
    private final Map<RecordId, AccessReview> reviews = new HashMap<>();
    private final Set<RecordId> underAge = new HashSet<>();
    private final Map<RecordId, IntendedUse> uses;

    /**
     * @param doubtful records of consents of which the ledger cannot know that they stand
     * @param uses     what data were asked for under a law for, by record
     */
    TellEntry(Vault vault, List<StoredReceipt> all, Set<String> doubtful, Map<RecordId, IntendedUse> uses,
            TypeWords types, Instant now, Locale language) {
        this.uses = uses;
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
        } else if (stored.event() instanceof SignedConsentEvent own
                && Representation.isWithGuardian(own.event().terms().representation())) {
            underAge.add(own.record());
        } else if (stored.event() instanceof ExchangeEvent exchange && exchange.kind() == EventKind.PERMIT
                && exchange.statement() instanceof PermitOrder order) {
            permits.put(place(stored.log(), stored.index()), order);
        } else if (stored.event() instanceof ExchangeEvent said && said.kind() == EventKind.OBJECTED) {
            objected.add(said.record());
        } else if (stored.event() instanceof ExchangeEvent said && said.statement() instanceof AccessReview review
                && review.verdict() != AccessReview.Verdict.LIFTED) { // which is of other emergencies
            reviews.put(review.record(), review);
        }
        Objecting.access(stored).ifPresent(access -> laws.put(access.record(), access));
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
                .inDoubt(event.kind().isConsent() && !ended && doubtful.contains(event.record().value()))
                .represented(represented(event));
        return terms.source()
                .map(source -> told.about(name(names.ofParty(source), source), words(terms.categories()), null))
                .orElse(told);
    }

    private @Nullable String represented(SignedConsentEvent event) {
        Optional<Representation> by = event.event().terms().representation();
        if (by.isEmpty()) {
            return event.kind() == EventKind.RENEWED && underAge.contains(event.record()) ? "of_age" : null;
        }
        return Representation.isWithGuardian(by) ? "guardian" : "ward";
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
            case LawfulAccess access ->
                law(stored, access, null, !objected.contains(access.record()), null, emergency(access));
            case Objection objection -> law(stored, objection.record(), objection.words().orElse(null),
                    objection.time().atZone(ZoneOffset.UTC).plusMonths(1).toInstant());
            case ObjectionAnswer answer -> law(stored, answer.record(), answer.grounds().orElse(null), null);
            case AccessReview review -> reviewed(stored, review);
        };
    }

    /** What was said of a law; without its entry, which may not have come, nobody is named. */
    private EntryView law(StoredReceipt stored, RecordId record, @Nullable String words, @Nullable Instant due) {
        LawfulAccess access = laws.get(record);
        return access == null
                ? view(stored, Optional.of(record), null, null, false)
                        .under(new EntryView.Law(record.value(), List.of(), "", false, words, due))
                : law(stored, access, words, false, due, null);
    }

    private EntryView reviewed(StoredReceipt stored, AccessReview review) {
        EntryView told = law(stored, review.record(), review.words(), null);
        return told.law() == null
                ? told
                : told.under(told.law().in(new EntryView.Emergency(verdict(review), null)));
    }

    /** Whether who named the law answered for not waiting; nobody else's word counts for that. */
    private EntryView.@Nullable Emergency emergency(LawfulAccess access) {
        return access.emergency()
                .map(urgent -> new EntryView.Emergency(Optional.ofNullable(reviews.get(access.record()))
                        .filter(review -> review.issuer().equals(access.requester())
                                && review.requestHash().equals(access.requestHash()))
                        .map(TellEntry::verdict)
                        .orElse(now.isBefore(urgent.reviewBy()) ? "open" : "overdue"), urgent.reviewBy()))
                .orElse(null);
    }

    private static String verdict(AccessReview review) {
        return review.verdict().name().toLowerCase(Locale.ROOT);
    }

    private EntryView law(StoredReceipt stored, LawfulAccess access, @Nullable String words, boolean objectable,
                          @Nullable Instant due, EntryView.@Nullable Emergency emergency) {
        Optional<PartyNote> requester = names.ofEntry(stored, Optional.of(access.record()))
                .or(() -> names.ofParty(access.requester()));
        return view(stored, Optional.of(access.record()), name(requester, access.requester()), null, false)
                .about(name(names.ofParty(access.source()), access.source()), words(access.categories()), null)
                .purpose(lawful(access.record()))
                .under(new EntryView.Law(access.record().value(), access.legalBasis(), access.lawReference(),
                        objectable && stored.brought() == null, words, due, emergency));
    }

    /** What data were asked for under a law for; nothing for what rests on consent. */
    private @Nullable String lawful(RecordId record) {
        IntendedUse registered = uses.get(record);
        return registered == null ? null : PartyNote.in(registered.purpose().byLanguage(), language);
    }

    private EntryView about(StoredReceipt stored, PermitOrder order, Optional<String> reason) {
        Optional<PartyNote> requester = names.ofEntry(stored, Optional.of(order.record()))
                .or(() -> names.ofParty(order.requester()));
        return view(stored, Optional.of(order.record()), name(requester, order.requester()), null, false).about(
                name(names.ofParty(order.source()), order.source()), words(order.categories()), reason.orElse(null))
                .purpose(lawful(order.record()));
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
