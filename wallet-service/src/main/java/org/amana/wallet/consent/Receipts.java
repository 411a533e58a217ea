package org.amana.wallet.consent;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ErasureReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/** The drawer of receipts: the openings of the person's entries, which nobody else has. */
@Component
public class Receipts {

    private final Proofs proofs;
    private final Clock clock;

    Receipts(Proofs proofs, Clock clock) {
        this.proofs = proofs;
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
                stored.notice(), stored.receipt(), proofs.check(vault, stored.receipt()));
    }

    Optional<ConsentReceipt> find(Vault vault, String id) {
        return vault.find(VaultCollection.RECEIPTS, id, StoredReceipt.class)
                .map(stored -> ConsentReceipt.parse(stored.receipt()));
    }

    void put(Vault vault, String id, ErasureReceipt receipt) {
        vault.put(VaultCollection.RECEIPTS, id,
                new StoredReceipt(id, StoredReceipt.FORGOTTEN, clock.instant(), receipt.proof().index(),
                        "", receipt.toJson(), null));
    }

    void put(Vault vault, String id, EventKind kind, String notice, ConsentReceipt receipt) {
        vault.put(VaultCollection.RECEIPTS, id,
                new StoredReceipt(id, kind.name(),
                        UnverifiedEvent.parse(receipt.opening().event()).verify().time(), receipt.proof().index(),
                        notice, receipt.toJson(), null));
    }

    /**
     * Keeps a receipt that the ledger gave when asked for all there is.
     *
     * @return its id: that of the same entry where the drawer has it already
     */
    String keep(Vault vault, ConsentReceipt receipt) {
        String commitment = receipt.commitment().toBase64Url();
        return all(vault).stream()
                .filter(stored -> stored.receipt().path("commitment").asString("").equals(commitment))
                .findFirst()
                .map(StoredReceipt::id)
                .orElseGet(() -> {
                    put(vault, commitment, UnverifiedEvent.parse(receipt.opening().event()).verify().kind(), "",
                            receipt);
                    return commitment;
                });
    }

    /** The event about the same record by the same key that was entered last, of those kinds. */
    Optional<ConsentEvent> newest(Vault vault, ConsentEvent about, Predicate<EventKind> kind) {
        return all(vault).stream()
                .filter(stored -> !stored.isForgotten())
                .filter(stored -> kind.test(EventKind.valueOf(stored.kind())))
                .sorted(Comparator.comparingLong(StoredReceipt::index).reversed())
                .flatMap(stored -> stored.event() instanceof SignedConsentEvent event
                        ? Stream.of(event.event())
                        : Stream.empty())
                .filter(event -> event.record().equals(about.record()) && event.relation().equals(about.relation()))
                .findFirst();
    }

    List<StoredReceipt> all(Vault vault) {
        return vault.all(VaultCollection.RECEIPTS, StoredReceipt.class);
    }
}
