package org.amana.wallet.consent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        });
        vault.all(VaultCollection.HISTORY, HistoryEntry.class)
                .stream()
                .filter(entry -> entry.receipt() != null)
                .forEach(entry -> names.byReceipt.put(entry.receipt(), entry));
        receipts.forEach(names::learn);
        return names;
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
                .or(() -> record.map(RecordId::value).map(byRecord::get).map(ConsentNote::recipient));
    }

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
