package org.amana.wallet.consent;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ErasureReceipt;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.wallet.history.History;
import org.amana.wallet.history.HistoryKind;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/**
 * Has the ledger forget all that the person decided about one party. What proves it stays in the vault: the receipts of
 * the decisions, and the one of the erasure.
 */
@Component
public class Forgetting {

    private final SubjectView subject;
    private final LedgerEntries entries;
    private final Receipts receipts;
    private final History history;
    private final RandomGenerator random;

    Forgetting(SubjectView subject, LedgerEntries entries, Receipts receipts, History history, RandomGenerator random) {
        this.subject = subject;
        this.entries = entries;
        this.receipts = receipts;
        this.history = history;
        this.random = random;
    }

    /** True when nothing in the relation is under way: the person would lose the means to withdraw, or the evidence. */
    static boolean isPossible(List<ConsentNote> all, String relation) {
        return all.stream()
                .filter(note -> note.relation().equals(relation))
                .allMatch(note -> note.state() == ConsentNote.State.REFUSED || note.erasedAt() != null);
    }

    /**
     * Forgets the party of a consent, there and then here.
     *
     * @throws ProblemException {@link ApiProblem.NotFound}, {@link ApiProblem.WrongStep} while a consent about the party
     *             stands or its erasure is not confirmed, {@link LedgerFailure}
     */
    public void forget(Vault vault, String record) {
        ConsentNote note = vault.find(VaultCollection.CONSENTS, record, ConsentNote.class)
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such consent")));
        String place = note.relation();
        if (!isPossible(vault.all(VaultCollection.CONSENTS, ConsentNote.class), place)) {
            throw new ProblemException(new ApiProblem.WrongStep("a consent stands, or its erasure is not confirmed"));
        }
        Optional<Relation> relation = vault.find(VaultCollection.RELATIONS, place, Relation.class);
        Optional<ErasureReceipt> erasure = relation.flatMap(one -> askLedger(vault, one));
        String key = IdempotencyKey.random(random).value();
        vault.alone(() -> {
            erasure.ifPresent(receipt -> receipts.put(vault, key, receipt));
            history.add(vault, HistoryKind.FORGOTTEN, note.recipient(), note.cards(), note.purpose(), null, false,
                    erasure.map(_ -> key).orElse(null), erasure.map(receipt -> receipt.proof().index()).orElse(null));
            vault.all(VaultCollection.CONSENTS, ConsentNote.class)
                    .stream()
                    .filter(one -> one.relation().equals(place))
                    .forEach(one -> vault.remove(VaultCollection.CONSENTS, one.record()));
            vault.remove(VaultCollection.RELATIONS, place);
        });
    }

    /** Empty when the ledger has nothing to forget, so that a lost answer to an earlier try does no harm. */
    private Optional<ErasureReceipt> askLedger(Vault vault, Relation relation) {
        try {
            ErasureReceipt receipt = LedgerEntries.called(() -> subject.erase(relation));
            entries.requireProven(vault, relation.ledger(), receipt);
            return Optional.of(receipt);
        } catch (ProblemException e) {
            if (!(e.problem() instanceof LedgerFailure.LedgerRefused refused)) {
                throw e;
            }
            return switch (refused.reason()) {
                case "unknown_record" -> Optional.empty();
                case "on_hold" -> throw new ProblemException(new LedgerFailure.KeptByLaw(refused.detail()), e);
                default -> throw e;
            };
        }
    }
}
