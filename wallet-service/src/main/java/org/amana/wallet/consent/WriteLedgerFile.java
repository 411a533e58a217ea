package org.amana.wallet.consent;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.core.consent.ExportedEntry;
import org.amana.core.consent.ExportedLog;
import org.amana.core.consent.LedgerExport;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.TlogProof;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.holder.FileWords;
import org.amana.wallet.vault.SealedFile;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Everything a person holds of the ledger, to take along: it verifies without us, and another wallet takes it in. */
@Component
public class WriteLedgerFile {

    private final Receipts receipts;
    private final KnownLogs logs;
    private final CarriedKeys keys;
    private final FileWords words;
    private final Clock clock;

    WriteLedgerFile(Receipts receipts, KnownLogs logs, CarriedKeys keys, FileWords words, Clock clock) {
        this.receipts = receipts;
        this.logs = logs;
        this.keys = keys;
        this.words = words;
        this.clock = clock;
    }

    /**
     * The file.
     *
     * @param secret words that lock the pairwise keys in it; empty leaves the keys out
     * @throws ProblemException {@link org.amana.wallet.holder.HolderProblem}, {@link LedgerFailure}
     */
    public LedgerExport write(Vault vault, String secret) {
        List<StoredReceipt> all = receipts.all(vault)
                .stream()
                .sorted(Comparator.comparing(StoredReceipt::at).thenComparingLong(StoredReceipt::index))
                .toList();
        EntryNames names = EntryNames.of(vault, all);
        return new LedgerExport(clock.instant().truncatedTo(ChronoUnit.SECONDS), logs(vault, all),
                all.stream().map(stored -> entry(stored, names)).toList(), sealed(vault, secret));
    }

    private Optional<ObjectNode> sealed(Vault vault, String secret) {
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(words.seal(secret, keys.write(keys.of(vault)))).map(SealedFile::toJson);
    }

    private List<ExportedLog> logs(Vault vault, List<StoredReceipt> all) {
        Map<String, TlogProof> newest = new TreeMap<>();
        all.forEach(stored -> newest.merge(stored.log(), stored.proof(),
                (one, other) -> size(one) < size(other) ? other : one));
        return newest.entrySet()
                .stream()
                .flatMap(one -> logs.find(vault, one.getKey())
                        .map(log -> new ExportedLog(log.identity(), one.getValue().checkpoint()))
                        .stream())
                .toList();
    }

    private static long size(TlogProof proof) {
        String note = proof.checkpoint();
        return Checkpoint.parseText(note.substring(0, note.lastIndexOf("\n\n") + 1)).treeSize();
    }

    private static ExportedEntry entry(StoredReceipt stored, EntryNames names) {
        Optional<RecordId> record = stored.isForgotten() ? Optional.empty() : Optional.of(stored.event().record());
        Optional<PartyNote> party = names.ofEntry(stored, record);
        if (party.isEmpty() && !stored.isForgotten() && stored.event() instanceof SignedConsentEvent own) {
            party = names.ofParty(own.event().terms().controller());
        }
        return new ExportedEntry(stored.kind(),
                stored.isForgotten() ? stored.at() : stored.event().time(), stored.receipt(), stored.notice(),
                party.map(PartyNote::name).orElse(Map.of()), party.map(PartyNote::identifier).orElse(""),
                record.flatMap(id -> names.purpose(stored, id)).orElse(Map.of()));
    }
}
