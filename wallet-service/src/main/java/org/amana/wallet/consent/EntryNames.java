package org.amana.wallet.consent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.wallet.history.HistoryEntry;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.history.PurposeNote;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;

/** Names and purposes for entries, which themselves hold ids and hashes: from the history and the consents. */
final class EntryNames {

    private final Map<String, HistoryEntry> byReceipt = new HashMap<>();
    private final Map<String, ConsentNote> byRecord = new HashMap<>();
    private final Map<String, PartyNote> byParty = new HashMap<>();
    private final Map<String, PurposeNote> purposes = new HashMap<>();

    private EntryNames() {}

    /** @param receipts of the vault: what one entry is called, the others of its record and party are called too */
    static EntryNames of(Vault vault, List<StoredReceipt> receipts) {
        EntryNames names = new EntryNames();
        List<ConsentNote> consents = vault.all(VaultCollection.CONSENTS, ConsentNote.class);
        consents.forEach(note -> {
            names.byRecord.put(note.record(), note);
            names.byParty.put(note.party(), note.recipient());
            if (note.delivery() != null) {
                names.byParty.put(note.delivery().source().identifier(), note.delivery().source());
            }
        });
        vault.all(VaultCollection.HISTORY, HistoryEntry.class)
                .stream()
                .forEach(names::remember);
        receipts.forEach(names::learn);
        return names;
    }

    private void remember(HistoryEntry entry) {
        if (entry.receipt() != null) {
            byReceipt.put(entry.receipt(), entry);
        }
        if (entry.source() != null) {
            byParty.put(entry.source().identifier(), entry.source());
        }
    }

    /** A consent that was forgotten has no note any more; its withdrawal still stands in the history. */
    private void learn(StoredReceipt receipt) {
        HistoryEntry told = byReceipt.get(receipt.id());
        if (told != null && !receipt.isForgotten() && receipt.event() instanceof SignedConsentEvent own) {
            if (told.party() != null) {
                byParty.putIfAbsent(own.event().terms().controller(), told.party());
            }
            if (told.purpose() != null) {
                purposes.putIfAbsent(own.record().value(), told.purpose());
            }
        }
    }

    /** The other side of an entry, as the file that brought it, the history or the consent has it. */
    Optional<PartyNote> ofEntry(StoredReceipt receipt, Optional<RecordId> record) {
        return Optional.ofNullable(receipt.brought())
                .map(Brought::party)
                .filter(party -> !party.name().isEmpty())
                .or(() -> Optional.ofNullable(byReceipt.get(receipt.id())).map(HistoryEntry::party))
                .or(() -> record.map(RecordId::value)
                        .map(byRecord::get)
                        .filter(note -> isRequesterOf(receipt, note))
                        .map(ConsentNote::recipient));
    }

    /** Whoever was denied may have named a consent that another party has. */
    private static boolean isRequesterOf(StoredReceipt receipt, ConsentNote note) {
        return receipt.isForgotten() || !(receipt.event() instanceof ExchangeEvent exchange)
                || !(exchange.statement() instanceof PermitOrder order) || order.requester().equals(note.party());
    }

    /** @param id of a party in the register, or of an authority that sends data */
    Optional<PartyNote> ofParty(String id) {
        return Optional.ofNullable(byParty.get(id));
    }

    /** By language tag. */
    Optional<Map<String, String>> purpose(StoredReceipt receipt, RecordId record) {
        return Optional.ofNullable(receipt.brought())
                .map(Brought::purpose)
                .or(() -> Optional.ofNullable(byReceipt.get(receipt.id())).map(HistoryEntry::purpose))
                .or(() -> Optional.ofNullable(byRecord.get(record.value())).map(ConsentNote::purpose))
                .or(() -> Optional.ofNullable(purposes.get(record.value())))
                .map(PurposeNote::text)
                .filter(text -> !text.isEmpty());
    }
}
