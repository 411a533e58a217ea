package org.amana.wallet.consent;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.LedgerClient;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Watches the log of a ledger grow, this service's own or another that keeps consents of the person: what it shows now must continue what this wallet saw before. A log that
 * tells this person another history than others, or than yesterday, is noticed by the person's own vault.
 */
@Component
class Growth {

    private final KnownLogs logs;

    Growth(KnownLogs logs) {
        this.logs = logs;
    }

    /**
     * Compares the newest checkpoint with the one kept before, and keeps it when it continues that.
     *
     * @param other address of another node's ledger; null for this service's own
     * @param held receipts of the vault, whose checkpoints count as seen
     * @return true when the log contradicted itself, now or earlier
     * @throws ProblemException {@link LedgerFailure}, {@link org.amana.support.ledger.LedgerProblem} while it does not answer
     */
    boolean isForked(Vault vault, @Nullable String other, List<StoredReceipt> held) {
        LogIdentity identity = logs.of(vault, other);
        LedgerClient ledger = logs.client(other);
        KnownLog log = logs.find(vault, identity.origin()).orElseThrow();
        if (log.against() != null) {
            return true;
        }
        Optional<String> seen = Optional.ofNullable(log.newest()).or(() -> largest(identity, held));
        String shown = ledger.checkpoint();
        Checkpoint now = identity.open(UnverifiedNote.parse(shown));
        if (seen.isEmpty()) {
            logs.save(vault, log.grown(shown));
            return false;
        }
        Checkpoint before = identity.open(UnverifiedNote.parse(seen.get()));
        if (now.treeSize() < before.treeSize()) {
            return false; // a follower that lags; it is asked again next time
        }
        boolean continues = continues(ledger, before, now);
        logs.save(vault, continues ? log.grown(shown) : log.grown(seen.get()).contradicted(shown));
        return !continues;
    }

    private static boolean continues(LedgerClient ledger, Checkpoint before, Checkpoint now) {
        if (before.treeSize() == now.treeSize() || before.treeSize() == 0) {
            return before.treeSize() == 0 || before.root().equals(now.root());
        }
        ConsistencyProof proof = ledger.consistency(before.treeSize(), now.treeSize());
        return proof.verify(before.root(), now.root());
    }

    private static Optional<String> largest(LogIdentity identity, List<StoredReceipt> held) {
        return held.stream()
                .filter(stored -> stored.log().equals(identity.origin()))
                .map(stored -> stored.proof().checkpoint())
                .max(Comparator.comparingLong(note -> identity.open(UnverifiedNote.parse(note)).treeSize()));
    }
}
