package org.amana.wallet.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.Notice;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.Representation;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.json.Base64Url;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.History;
import org.amana.wallet.history.HistoryKind;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.type.TypeWords;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Consents: given or refused with a request, listed, taken back. */
@Component
public class Consents {

    /** GDPR Art. 12(3). */
    private static final Duration ERASURE_TERM = Duration.ofDays(30);

    private final Relations relations;
    private final SubjectView subject;
    private final LostDecisions lost;
    private final CarriedKeys carried;
    private final Receipts receipts;
    private final History history;
    private final TypeWords types;
    private final Clock clock;
    private final RandomGenerator random;

    Consents(Relations relations, SubjectView subject, LostDecisions lost, CarriedKeys carried,
            Receipts receipts, History history,
            TypeWords types, Clock clock,
            RandomGenerator random) {
        this.relations = relations;
        this.subject = subject;
        this.lost = lost;
        this.carried = carried;
        this.receipts = receipts;
        this.history = history;
        this.types = types;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Puts GIVEN, REFUSED or DEFERRED into the ledger and keeps the receipt. For GIVEN, nothing may be released before
     * this returned. A REFUSED that the ledger cannot take now is listed all the same; its receipt comes with the entry.
     *
     * @param kind {@link EventKind#GIVEN}, {@link EventKind#REFUSED} or {@link EventKind#DEFERRED}
     * @param key  the same for every try
     * @throws ProblemException {@link LedgerFailure}
     */
    public ConsentReceipt decide(Vault vault, EventKind kind, IdempotencyKey key, ConsentAsked asked) {
        RecordId record = asked.record().orElseGet(() -> RecordId.random(random));
        try {
            ConsentReceipt receipt = relations.append(vault, asked.party(), asked.ledger().orElse(null), key,
                    asked.notice(),
                    (actor, position) -> new ConsentEvent(kind, record, actor, position, clock.instant(),
                            asked.terms(), Notice.of(asked.notice(), asked.language()), asked.requestHash()));
            // the ledger's answer counts: on a retry it is the event of the first try
            if (kind != EventKind.DEFERRED) {
                keep(vault, event(receipt.opening().event()), key, asked);
            }
            return receipt;
        } catch (ProblemException e) {
            if (kind == EventKind.REFUSED) {
                relations.waiting(vault, asked.party(), asked.ledger().orElse(null), key)
                        .ifPresent(event -> keep(vault, event, key, asked));
            }
            throw e;
        }
    }

    private static void keep(Vault vault, SignedConsentEvent event, IdempotencyKey key, ConsentAsked asked) {
        vault.put(VaultCollection.CONSENTS, event.record().value(),
                new ConsentNote(event.record().value(), asked.party(), asked.recipient(), asked.purpose(),
                        asked.cards(), event.time(),
                        event.kind() == EventKind.GIVEN ? ConsentNote.State.GIVEN : ConsentNote.State.REFUSED,
                        Base64Url.encode(event.bytes()), key.value(), null, null, null,
                        asked.delivery().orElse(null), asked.ledger().orElse(null), null, asked.ward().orElse(null)));
    }

    /**
     * Newest first; asks the ledger how far erasure is where a consent was withdrawn, and whether it knows that those
     * stand that were given.
     */
    public List<ConsentView> list(Vault vault, Locale language) {
        unpackKept(vault);
        List<ConsentNote> notes = vault.all(VaultCollection.CONSENTS, ConsentNote.class);
        Map<String, SubjectView.Erasures> asked = new HashMap<>();
        Looked looked = look(vault, notes);
        return notes.stream()
                .sorted(Comparator.comparing(ConsentNote::at).reversed())
                .map(note -> refreshed(vault, withdrawnElsewhere(vault, note), asked))
                .map(one -> view(vault, one.note(), one.known(), looked, language))
                .toList();
    }

    /** A ledger that was unknown when a file came may be trusted by now. */
    private void unpackKept(Vault vault) {
        try {
            carried.unpackKept(vault);
        } catch (ProblemException _) {
            // without a trust list they stay where they are
        }
    }

    /** One of them, likewise. */
    ConsentView view(Vault vault, String record, Locale language) {
        ConsentNote note = find(vault, record);
        return view(vault, note, true, look(vault, List.of(note)), language);
    }

    /** What the ledgers said; empty for one that does not answer. */
    private record Looked(Set<String> doubtful, Map<String, Beside> beside) {
        static final Looked NOWHERE = new Looked(Set.of(), Map.of());
    }

    private Looked look(Vault vault, List<ConsentNote> notes) {
        Set<String> doubtful = new HashSet<>();
        Map<String, Beside> beside = new HashMap<>();
        notes.stream()
                .filter(note -> note.state() == ConsentNote.State.GIVEN)
                .map(ConsentNote::relation)
                .distinct()
                .flatMap(place -> vault.find(VaultCollection.RELATIONS, place, Relation.class).stream())
                .forEach(relation -> {
                    try {
                        LostDecisions.Standing standing = lost.look(vault, relation);
                        doubtful.addAll(standing.doubtful());
                        beside.putAll(standing.beside());
                    } catch (ProblemException _) {
                        // shown as they were given; what is permitted by them is not for this page to say
                    }
                });
        return new Looked(doubtful, beside);
    }

    /**
     * Takes a consent back. No reason is asked; a second time changes nothing.
     *
     * @throws ProblemException {@link ApiProblem.NotFound}, {@link ApiProblem.WrongStep} for one that was refused,
     *             {@link LedgerFailure}
     */
    public ConsentView withdraw(Vault vault, String record, Locale language) {
        ConsentNote note = vault.alone(() -> {
            ConsentNote found = find(vault, record);
            if (found.state() != ConsentNote.State.GIVEN || found.withdrawalKey() != null) {
                return found;
            }
            ConsentNote marked = found.withdrawing(IdempotencyKey.random(random).value());
            save(vault, marked);
            return marked;
        });
        if (note.state() == ConsentNote.State.WITHDRAWN) {
            return view(vault, note, true, Looked.NOWHERE, language);
        }
        String key = note.withdrawalKey();
        if (note.state() == ConsentNote.State.REFUSED || key == null) {
            throw new ProblemException(new ApiProblem.WrongStep("a refused consent cannot be withdrawn"));
        }
        ConsentEvent standing = standing(vault, note);
        ConsentReceipt receipt = relations.append(vault, note.party(), note.ledger(), new IdempotencyKey(key), "",
                (actor, position) -> standing.withdrawn(position, clock.instant()));
        return view(vault, vault.alone(() -> {
            ConsentNote found = find(vault, record);
            if (found.state() == ConsentNote.State.WITHDRAWN) {
                return found;
            }
            ConsentNote withdrawn = found.withdrawn(event(receipt.opening().event()).time());
            save(vault, withdrawn);
            history.add(vault, HistoryKind.WITHDRAWN, found.recipient(), found.cards(), found.purpose(), null, false,
                    key, receipt.proof().index(), represented(standing));
            return withdrawn;
        }), true, Looked.NOWHERE, language);
    }

    /** What another wallet took back, or this one before it was restored: its receipt was brought along. */
    private ConsentNote withdrawnElsewhere(Vault vault, ConsentNote note) {
        if (note.state() != ConsentNote.State.GIVEN || note.withdrawalKey() != null) {
            return note;
        }
        return receipts.newest(vault, given(note), EventKind.WITHDRAWN::equals)
                .map(event -> vault.alone(() -> {
                    ConsentNote withdrawn = find(vault, note.record()).withdrawn(event.time());
                    save(vault, withdrawn);
                    return withdrawn;
                }))
                .orElse(note);
    }

    private Refreshed refreshed(Vault vault, ConsentNote note, Map<String, SubjectView.Erasures> asked) {
        if (note.state() != ConsentNote.State.WITHDRAWN || note.erasedAt() != null) {
            return new Refreshed(note, true);
        }
        SubjectView.Erasures erasures = asked.computeIfAbsent(note.relation(), place -> subject.erasures(vault, place));
        ConsentReceipt confirmation = erasures.byRecord().get(note.record());
        if (confirmation == null) {
            return new Refreshed(note, erasures.known());
        }
        ConsentNote erased = note.erased(
                UnverifiedEvent.parse(confirmation.opening().event()).verify().time());
        vault.alone(() -> {
            if (find(vault, note.record()).erasedAt() == null) {
                save(vault, erased);
                history.add(vault, HistoryKind.ERASED, note.recipient(), note.cards(), note.purpose(), null, false,
                        receipts.keep(vault, confirmation), confirmation.proof().index());
            }
        });
        return new Refreshed(erased, true);
    }

    private record Refreshed(ConsentNote note, boolean known) {}

    private ConsentView view(Vault vault, ConsentNote note, boolean known, Looked looked, Locale language) {
        var recipient = note.recipient();
        ConsentEvent standing = note.state() == ConsentNote.State.GIVEN ? standing(vault, note) : given(note);
        Optional<Beside> beside = Optional.ofNullable(looked.beside().get(note.record()));
        String state = state(note, standing, looked.doubtful().contains(note.record()), beside);
        boolean stands = note.state() == ConsentNote.State.GIVEN;
        ConsentView.Ward ward = TellGuardian.ward(standing, note.ward(), beside);
        boolean isSuspended = state.equals("suspended")
                || (state.equals("given") && ward != null && ward.state().equals("suspended"));
        return new ConsentView(note.record(),
                new ConsentView.Recipient(recipient.name(language), recipient.identifier(), recipient.country(),
                        recipient.erasureContact()),
                PartyNote.in(note.purpose().text(), language), note.purpose().legalBasis(),
                note.purpose().retention(), note.cards().stream().map(card -> view(card, language)).toList(), note.at(),
                state, stands,
                Forgetting.isPossible(vault.all(VaultCollection.CONSENTS, ConsentNote.class), note.relation()),
                erasure(note, known), note.erasedAt(), receipt(vault, note), delivery(note.delivery(), language))
                .represented(stands ? TellGuardian.guardian(standing, beside, clock.instant()) : null,
                        ward, state.equals("suspended") && isWithGuardian(standing),
                        isSuspended ? beside.flatMap(Beside::suspendedAt).orElse(null) : null);
    }

    private static ConsentView.@Nullable Delivery delivery(@Nullable Delivery delivery, Locale language) {
        return delivery == null
                ? null
                : new ConsentView.Delivery(delivery.source().name(language), delivery.source().identifier(),
                        delivery.source().country(), delivery.until(), delivery.every());
    }

    private String state(ConsentNote note, ConsentEvent standing, boolean inDoubt, Optional<Beside> beside) {
        if (note.state() != ConsentNote.State.GIVEN) {
            return note.state().name().toLowerCase(Locale.ROOT);
        }
        Optional<Instant> end = standing.terms().validUntil();
        if (end.filter(until -> !clock.instant().isBefore(until)).isPresent()) {
            return "ended";
        }
        if (inDoubt) {
            return "in_doubt";
        }
        boolean isSuspended = standing.terms().representation().isPresent()
                && beside.filter(Beside::isSuspended).isPresent();
        return isSuspended ? "suspended" : "given";
    }

    /** Only a refusal is listed before its entry is in the ledger. */
    private @Nullable String receipt(Vault vault, ConsentNote note) {
        boolean isEntered = note.state() != ConsentNote.State.REFUSED
                || receipts.find(vault, note.receipt()).isPresent();
        return isEntered ? note.receipt() : null;
    }

    private ConsentView.Card view(CardNote card, Locale language) {
        return new ConsentView.Card(card.vct(), types.name(card.vct(), language),
                types.labels(card.vct(), card.claims(), language));
    }

    private String erasure(ConsentNote note, boolean known) {
        Instant withdrawn = note.withdrawnAt();
        if (withdrawn == null) {
            return "none";
        }
        if (note.erasedAt() != null) {
            return "confirmed";
        }
        if (!known) {
            return "unknown";
        }
        return clock.instant().isAfter(withdrawn.plus(ERASURE_TERM)) ? "overdue" : "asked";
    }

    /** What was decided last of what can be withdrawn: a renewal may have changed who decides. */
    ConsentEvent standing(Vault vault, ConsentNote note) {
        ConsentEvent given = given(note);
        return receipts.newest(vault, given, EventKind::isConsent).orElse(given);
    }

    private static boolean isWithGuardian(ConsentEvent event) {
        return Representation.isWithGuardian(event.terms().representation());
    }

    private static @Nullable String represented(ConsentEvent event) {
        return event.terms().representation().map(one -> switch (one) {
            case Representation.WithGuardian _ -> "guardian";
            case Representation.ForWard _ -> "ward";
        }).orElse(null);
    }

    private static ConsentEvent given(ConsentNote note) {
        return event(Base64Url.decode(note.event())).event();
    }

    private static SignedConsentEvent event(byte[] bytes) {
        return (SignedConsentEvent) UnverifiedEvent.parse(bytes).verify();
    }

    static ConsentNote find(Vault vault, String record) {
        return vault.find(VaultCollection.CONSENTS, record, ConsentNote.class)
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such consent")));
    }

    private static void save(Vault vault, ConsentNote note) {
        vault.put(VaultCollection.CONSENTS, note.record(), note);
    }
}
