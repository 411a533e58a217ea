package org.amana.issuer.permit;

import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.register.TrustedLedger;
import org.amana.support.ledger.LedgerClient;
import org.amana.support.trust.TrustListSource;
import org.springframework.stereotype.Component;

/** Finds what the ledger decided about an order in the log of this node's own ledger; no other log proves it. */
@Component
class ProvedEntries {
    private final LedgerClient ledger;
    private final TrustListSource trust;

    ProvedEntries(LedgerClient ledger, TrustListSource trust) {
        this.ledger = ledger;
        this.trust = trust;
    }

    /** A decision about exactly that order, at that place of the log. */
    record Proved(PermitId id, ExchangeEvent event) {}

    /** The node's own ledger, as the trust list has it. */
    List<TrustedLedger> own() {
        String address = ledger.ledger().toString();
        return trust.current().ledgers().stream().filter(one -> one.baseUrl().equals(address)).toList();
    }

    /** Empty when no log of these has it. */
    static Optional<Proved> find(List<TrustedLedger> ledgers, String order, EventKind kind, long index,
                                 ConsentReceipt receipt) {
        for (TrustedLedger one : ledgers) {
            if (receipt.verify(one.log()) instanceof ReceiptVerdict.Verified(var event, var place, _)
                    && event instanceof ExchangeEvent decided && decided.kind() == kind && place == index
                    && decided.statement().compact().equals(order)) {
                return Optional.of(new Proved(new PermitId(one.log().origin(), index), decided));
            }
        }
        return Optional.empty();
    }
}
