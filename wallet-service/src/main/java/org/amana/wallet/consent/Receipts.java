package org.amana.wallet.consent;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ErasureReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/** The drawer of receipts: the openings of the person's entries, which nobody else has. */
@Component
public class Receipts {

    private static final String FORGOTTEN = "FORGOTTEN";
    private final Clock clock;

    Receipts(Clock clock) {
        this.clock = clock;
    }

    /**
     * One receipt.
     *
     * @throws ProblemException {@link ApiProblem.NotFound}
     */
    public ReceiptView view(Vault vault, String id) {
        StoredReceipt stored = vault.find(VaultCollection.RECEIPTS, id, StoredReceipt.class)
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such receipt")));
        return new ReceiptView(stored.id(), stored.kind().toLowerCase(Locale.ROOT), stored.at(), stored.index(),
                stored.notice(), stored.receipt());
    }

    Optional<ConsentReceipt> find(Vault vault, String id) {
        return vault.find(VaultCollection.RECEIPTS, id, StoredReceipt.class)
                .map(stored -> ConsentReceipt.parse(stored.receipt()));
    }

    void put(Vault vault, String id, ErasureReceipt receipt) {
        vault.put(VaultCollection.RECEIPTS, id,
                new StoredReceipt(id, FORGOTTEN, clock.instant(), receipt.proof().index(),
                        "", receipt.toJson()));
    }

    void put(Vault vault, String id, EventKind kind, String notice, ConsentReceipt receipt) {
        vault.put(VaultCollection.RECEIPTS, id,
                new StoredReceipt(id, kind.name(),
                        UnverifiedEvent.parse(receipt.opening().event()).verify().time(), receipt.proof().index(),
                        notice, receipt.toJson()));
    }
}
