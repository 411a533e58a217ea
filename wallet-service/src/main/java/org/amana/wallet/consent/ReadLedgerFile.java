package org.amana.wallet.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.core.consent.ExportVerdict;
import org.amana.core.consent.ExportedEntry;
import org.amana.core.consent.ExportedLog;
import org.amana.core.consent.LedgerExport;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.SignatureType;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.history.PurposeNote;
import org.amana.wallet.holder.FileWords;
import org.amana.wallet.vault.SealedFile;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/**
 * Takes in what a person brought from another wallet: whole, in one step, and only when every proof in it holds. The node
 * it came from is not asked; it may long be gone.
 */
@Component
public class ReadLedgerFile {

    private final KnownLogs logs;
    private final Receipts receipts;
    private final CarriedKeys keys;
    private final FileWords words;
    private final Clock clock;

    ReadLedgerFile(KnownLogs logs, Receipts receipts, CarriedKeys keys, FileWords words, Clock clock) {
        this.logs = logs;
        this.receipts = receipts;
        this.keys = keys;
        this.words = words;
        this.clock = clock;
    }

    /**
     * Reads, proves and keeps a file.
     *
     * @param secret words that open the keys in it; empty leaves them where they are
     * @throws ProblemException {@link ImportProblem}, {@link LedgerFailure.LedgerDown},
     *             {@link org.amana.wallet.holder.HolderProblem}; then nothing was kept
     */
    public TakenIn read(Vault vault, byte[] file, String secret) {
        LedgerExport export = parsed(file);
        Map<LogIdentity, KnownLog.Voucher> vouchers = new HashMap<>();
        for (ExportedLog log : export.logs()) {
            requireBothSignatures(log.claimed());
            vouchers.put(log.claimed(), logs.vouched(vault, log.claimed()));
        }
        ExportVerdict verdict = export.verify(log -> Optional.of(log.claimed()));
        if (!verdict.holds()) {
            throw new ProblemException(new ImportProblem.FileDoesNotHold(verdict.verified(), verdict.total(),
                    verdict.findings().stream().map(Finding::reason).distinct().toList()));
        }
        Optional<List<CarriedRelation>> carried = opened(export, secret);
        String home = logs.home(vault).origin();
        return vault.alone(() -> {
            vouchers.forEach((log, voucher) -> logs.meet(vault, log, voucher));
            int taken = keep(vault, export);
            boolean usable = true;
            Forgotten forgotten = new Forgotten(receipts.all(vault));
            for (CarriedRelation relation : carried.orElse(List.of())) {
                usable &= keys.unpack(vault, relation, home, forgotten);
            }
            String word = carried.isPresent()
                    ? (usable ? "usable" : "kept")
                    : export.relations().isPresent() ? "closed" : "none";
            return new TakenIn(taken, export.entries().size() - taken, vouchers.entrySet()
                    .stream()
                    .map(one -> new TakenIn.Log(one.getKey().origin(), one.getValue().name().toLowerCase(Locale.ROOT)))
                    .sorted(Comparator.comparing(TakenIn.Log::name))
                    .toList(), word);
        });
    }

    private static LedgerExport parsed(byte[] file) {
        try {
            return LedgerExport.parse(file);
        } catch (ProblemException e) {
            throw new ProblemException(new ImportProblem.FileUnreadable(e.problem().detail()), e);
        }
    }

    private static void requireBothSignatures(LogIdentity log) {
        for (SignatureType type : List.of(SignatureType.ED25519, SignatureType.ML_DSA_44)) {
            if (log.keys().stream().noneMatch(key -> key.type() == type)) {
                throw new ProblemException(
                        new ImportProblem.FileUnreadable("a log has an Ed25519 and an ML-DSA-44 key"));
            }
        }
    }

    private Optional<List<CarriedRelation>> opened(LedgerExport export, String secret) {
        if (secret.isEmpty() || export.relations().isEmpty()) {
            return Optional.empty();
        }
        SealedFile sealed = SealedFile.parse(export.relations().get())
                .orElseThrow(() -> new ProblemException(
                        new ImportProblem.FileUnreadable("expected keys that are locked as this wallet locks them")));
        byte[] luggage = words.open(secret, sealed)
                .orElseThrow(() -> new ProblemException(new ImportProblem.FileWrongWords()));
        return Optional.of(keys.read(luggage)
                .orElseThrow(() -> new ProblemException(
                        new ImportProblem.FileUnreadable("expected relations with consents of their own"))));
    }

    private int keep(Vault vault, LedgerExport export) {
        Set<String> known = new HashSet<>();
        receipts.all(vault).forEach(stored -> known.add(key(stored)));
        int taken = 0;
        for (ExportedEntry entry : export.entries()) {
            StoredReceipt stored = stored(entry, clock.instant());
            if (known.add(key(stored))) {
                vault.put(VaultCollection.RECEIPTS, stored.id(), stored);
                taken++;
            }
        }
        return taken;
    }

    /** The same entry of the same log, whatever its receipt was called here. */
    private static String key(StoredReceipt stored) {
        return stored.log() + "\n" + stored.index();
    }

    private static StoredReceipt stored(ExportedEntry entry, Instant now) {
        PartyNote party = new PartyNote(entry.party(), entry.partyIdentifier(), null, null, null, null);
        PurposeNote purpose = new PurposeNote(entry.purpose(), List.of(), null, null);
        long index = entry.proof().index();
        return new StoredReceipt(StoredReceipt.id(entry.claimedOrigin(), index), entry.kind(), entry.at(), index,
                entry.notice(), entry.receipt(), new Brought(now, party, purpose));
    }
}
