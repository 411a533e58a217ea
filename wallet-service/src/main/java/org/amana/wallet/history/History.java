package org.amana.wallet.history;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.type.TypeWords;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes, shows and deletes what happened. */
@Component
public class History {

    private final TypeWords types;
    private final Clock clock;
    private final RandomGenerator random;

    History(TypeWords types, Clock clock, RandomGenerator random) {
        this.types = types;
        this.clock = clock;
        this.random = random;
    }

    /** Adds an entry of this moment. */
    public void add(Vault vault, HistoryKind kind, @Nullable PartyNote party, List<CardNote> cards,
                    @Nullable PurposeNote purpose, @Nullable String reason, boolean shared, @Nullable String receipt,
                    @Nullable Long index) {
        add(vault, kind, party, cards, purpose, reason, shared, receipt, index, null);
    }

    /**
     * The same, of a decision about somebody under age.
     *
     * @param represented {@code guardian} for theirs, {@code ward} for their guardian's, null for all others
     */
    public void add(Vault vault, HistoryKind kind, @Nullable PartyNote party, List<CardNote> cards,
                    @Nullable PurposeNote purpose, @Nullable String reason, boolean shared, @Nullable String receipt,
                    @Nullable Long index, @Nullable String represented) {
        add(vault, new HistoryEntry(id(), clock.instant(), kind, party, cards, purpose, reason, shared, receipt, index,
                null, represented));
    }

    /**
     * Adds a consent that lets an authority send what it names; that the person is the one was shown with it.
     *
     * @param receipt of the consent
     * @param represented as above
     */
    public void addConsented(Vault vault, PartyNote party, PartyNote source, List<CardNote> cards, PurposeNote purpose,
                             String receipt, @Nullable String represented) {
        add(vault, new HistoryEntry(id(), clock.instant(), HistoryKind.CONSENTED, party, cards, purpose, null, true,
                receipt, null, source, represented));
    }

    /**
     * Adds that a question ended without an answer.
     *
     * @param until its end, which is when the entry stands for
     */
    public void addUnanswered(Vault vault, PartyNote party, List<CardNote> cards, @Nullable PurposeNote purpose,
                              Instant until) {
        add(vault, new HistoryEntry(id(), until, HistoryKind.UNANSWERED, party, cards, purpose, null, false, null, null,
                null, null));
    }

    private void add(Vault vault, HistoryEntry entry) {
        PartyNote party = entry.party();
        vault.alone(() -> {
            vault.put(VaultCollection.HISTORY, entry.id(), entry);
            if (party != null && isMeeting(entry)) {
                vault.put(VaultCollection.LAST_SHARED, party.identifier(), new LastShared(entry.id(), entry.at()));
            }
        });
    }

    private static boolean isMeeting(HistoryEntry entry) {
        return entry.kind() == HistoryKind.PRESENTED || entry.kind() == HistoryKind.CONSENTED;
    }

    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Points at an entry, so that a request need not open the whole history to say when the party was last met. */
    record LastShared(String entry, Instant at) {}

    /** Adds a failure that shared nothing. */
    public void addFailure(Vault vault, @Nullable PartyNote party, List<CardNote> cards, String reason) {
        add(vault, HistoryKind.FAILED, party, cards, null, reason, false, null, null);
    }

    /** Newest first. */
    public List<HistoryView> list(Vault vault, Locale language) {
        return vault.all(VaultCollection.HISTORY, HistoryEntry.class)
                .stream()
                .sorted(Comparator.comparing(HistoryEntry::at).reversed())
                .map(entry -> view(entry, language))
                .toList();
    }

    /** The last time something was shared with this party, as far as the history still says. */
    public Optional<Instant> lastShared(Vault vault, String partyIdentifier) {
        return vault.find(VaultCollection.LAST_SHARED, partyIdentifier, LastShared.class)
                .map(LastShared::at)
                .or(() -> lastEntry(vault, partyIdentifier).map(HistoryEntry::at));
    }

    private static Optional<HistoryEntry> lastEntry(Vault vault, String partyIdentifier) {
        return vault.all(VaultCollection.HISTORY, HistoryEntry.class)
                .stream()
                .filter(entry -> isMeeting(entry) && entry.party() != null
                        && entry.party().identifier().equals(partyIdentifier))
                .max(Comparator.comparing(HistoryEntry::at));
    }

    /**
     * Forgets an entry, and that the party was met where nothing else tells it.
     *
     * @throws ProblemException {@link ApiProblem.NotFound}
     */
    void delete(Vault vault, String id) {
        vault.alone(() -> {
            HistoryEntry entry = vault.find(VaultCollection.HISTORY, id, HistoryEntry.class)
                    .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such entry")));
            vault.remove(VaultCollection.HISTORY, id);
            PartyNote party = entry.party();
            if (party != null && vault.find(VaultCollection.LAST_SHARED, party.identifier(), LastShared.class)
                    .filter(last -> last.entry().equals(id))
                    .isPresent()) {
                // the next request looks through what is left
                vault.remove(VaultCollection.LAST_SHARED, party.identifier());
            }
        });
    }

    private HistoryView view(HistoryEntry entry, Locale language) {
        PartyNote party = entry.party();
        PurposeNote purpose = entry.purpose();
        PartyNote source = entry.source();
        return new HistoryView(entry.id(), entry.at(), entry.kind().word(),
                party == null ? null : view(party, language),
                entry.cards().stream().map(card -> view(card, language)).toList(),
                purpose == null ? null : PartyNote.in(purpose.text(), language),
                purpose == null ? List.of() : purpose.legalBasis(), purpose == null ? null : purpose.lawReference(),
                purpose == null ? null : purpose.retention(), entry.reason(), entry.shared(), entry.receipt(),
                entry.index(), source == null ? null : view(source, language), entry.represented());
    }

    private static HistoryView.Party view(PartyNote party, Locale language) {
        var supervisor = party.supervisor();
        return new HistoryView.Party(party.name(language), party.identifier(), party.country(), party.registrar(),
                party.erasureContact(), supervisor == null ? null : PartyNote.in(supervisor, language));
    }

    private HistoryView.Card view(CardNote card, Locale language) {
        return new HistoryView.Card(card.vct(), types.name(card.vct(), language),
                types.labels(card.vct(), card.claims(), language));
    }
}
