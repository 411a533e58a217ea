package org.amana.wallet.consent;

import com.nimbusds.jose.jwk.ECKey;
import java.util.Optional;
import java.util.function.BiFunction;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventSignature;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.json.Base64Url;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.wallet.consent.Relation.Pending;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pairwise keys and the order of their events. A lost browser does not end them: they are in the vault. */
@Component
class Relations {

    private final LedgerEntries ledger;
    private final SubjectView subject;
    private final LostDecisions lost;
    private final Receipts receipts;

    Relations(LedgerEntries ledger, SubjectView subject, LostDecisions lost, Receipts receipts) {
        this.ledger = ledger;
        this.subject = subject;
        this.lost = lost;
        this.receipts = receipts;
    }

    /**
     * Signs the next event of a relation and puts it into the ledger. Repeated with the same key it returns the same
     * receipt; an event of an earlier try that was never acknowledged goes first, unchanged.
     *
     * @param ledger address of the other node's ledger that keeps it; null for this service's own
     * @param event made from the relation's public key and the event's place in its chain
     */
    ConsentReceipt append(Vault vault, String party, @Nullable String ledger, IdempotencyKey key, String notice,
                          BiFunction<ECKey, ChainPosition, ConsentEvent> event) {
        String place = Relation.place(party, ledger);
        boolean gaveBack = false;
        while (true) {
            Optional<ConsentReceipt> done = receipts.find(vault, key.value());
            if (done.isPresent()) {
                return done.get();
            }
            Pending next = vault.alone(() -> {
                Relation relation = find(vault, place).orElseGet(() -> Relation.fresh(party, ledger));
                Pending waiting = relation.pending();
                if (waiting != null) {
                    return waiting;
                }
                EphemeralKey pair = relation.pair();
                SignedConsentEvent signed = EventSignature.sign(event.apply(pair.publicJwk(), relation.next()), pair);
                Pending made = new Pending(key.value(), Base64Url.encode(signed.bytes()), notice);
                save(vault, relation.waiting(made));
                return made;
            });
            gaveBack = !post(vault, place, next, key, !gaveBack) || gaveBack;
        }
    }

    /** The event made under that key, if it is signed and the ledger has not acknowledged it yet. */
    Optional<SignedConsentEvent> waiting(Vault vault, String party, @Nullable String ledger, IdempotencyKey key) {
        return find(vault, Relation.place(party, ledger)).map(Relation::pending)
                .filter(pending -> pending.idempotencyKey().equals(key.value()))
                .map(Relations::signed);
    }

    /** False when it was refused because the ledger had lost what was before it, which it has again now. */
    private boolean post(Vault vault, String place, Pending next, IdempotencyKey own, boolean mayGiveBack) {
        try {
            String address = find(vault, place).map(Relation::ledger).orElse(null);
            ConsentReceipt receipt = ledger.post(vault, address, new IdempotencyKey(next.idempotencyKey()),
                    signed(next),
                    next.notice());
            vault.alone(() -> find(vault, place).filter(relation -> next.equals(relation.pending()))
                    .ifPresent(relation -> save(vault, relation.acknowledged(receipt.commitment()))));
            return true;
        } catch (ProblemException e) {
            if (!(e.problem() instanceof LedgerFailure.LedgerRefused)) {
                throw e;
            }
            boolean gaveBack = mayGiveBack && giveBack(vault, place);
            // one refused event must not stand in the way of a withdrawal for ever
            find(vault, place).map(subject::resumed).ifPresent(resumed -> vault.alone(() -> {
                if (find(vault, place).filter(relation -> next.equals(relation.pending())).isPresent()) {
                    save(vault, resumed);
                }
            }));
            if (next.idempotencyKey().equals(own.value()) && !gaveBack) {
                throw e;
            }
            return !gaveBack;
        }
    }

    private boolean giveBack(Vault vault, String place) {
        try {
            return find(vault, place).map(relation -> lost.giveBack(vault, relation).returned() > 0).orElse(false);
        } catch (ProblemException e) {
            return false; // what was refused stays so
        }
    }

    private static SignedConsentEvent signed(Pending pending) {
        return (SignedConsentEvent) UnverifiedEvent.parse(Base64Url.decode(pending.event())).verify();
    }

    private static Optional<Relation> find(Vault vault, String place) {
        return vault.find(VaultCollection.RELATIONS, place, Relation.class);
    }

    private static void save(Vault vault, Relation relation) {
        vault.put(VaultCollection.RELATIONS, relation.place(), relation);
    }
}
