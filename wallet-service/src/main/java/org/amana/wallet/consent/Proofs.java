package org.amana.wallet.consent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ErasureReceipt;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.TlogProof;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Checks receipts of the vault again, whenever somebody looks, against the keys that were pinned. */
@Component
class Proofs {

    private final KnownLogs logs;

    Proofs(KnownLogs logs) {
        this.logs = logs;
    }

    ProofView check(Vault vault, ObjectNode receipt) {
        try {
            TlogProof proof = TlogProof.parse(receipt.path("proof").asString(""));
            String origin = UnverifiedNote.parse(proof.checkpoint()).claimedOrigin();
            Optional<KnownLog> known = logs.find(vault, origin);
            return known.isEmpty()
                    ? new ProofView(origin, "", "nobody", false, 0, List.of("unknown_log"))
                    : view(known.get(), proof, findings(receipt, known.get().identity()));
        } catch (ProblemException e) {
            return new ProofView("", "", "nobody", false, 0, List.of(e.problem().code()));
        }
    }

    private static ProofView view(KnownLog log, TlogProof proof, List<Finding> findings) {
        boolean holds = findings.isEmpty();
        long size = holds
                ? log.identity().open(UnverifiedNote.parse(proof.checkpoint())).treeSize()
                : 0;
        return new ProofView(log.origin(), log.keys(), log.voucher().name().toLowerCase(Locale.ROOT), holds, size,
                findings.stream().map(Finding::reason).toList());
    }

    /** Empty when the receipt holds against the log. */
    static List<Finding> findings(ObjectNode receipt, LogIdentity log) {
        if (ErasureReceipt.isOne(receipt)) {
            return ErasureReceipt.parse(receipt).verify(log).stream().toList();
        }
        return switch (ConsentReceipt.parse(receipt).verify(log)) {
            case ReceiptVerdict.Verified _ -> List.of();
            case ReceiptVerdict.Rejected rejected -> rejected.findings();
        };
    }
}
