package org.amana.wallet.consent;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.amana.core.note.LogIdentity;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedLedger;
import org.amana.support.ledger.LedgerClient;
import org.amana.support.trust.TrustListSource;
import org.amana.wallet.consent.KnownLog.Voucher;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/**
 * Pins the keys of each log in the vault when the wallet first meets it: whoever later exchanges them, on the trust list
 * or in the service, is noticed by the wallets that were there before.
 */
@Component
class KnownLogs {

    private final LedgerClient ledger;
    private final TrustListSource trust;
    private final Clock clock;

    KnownLogs(LedgerClient ledger, TrustListSource trust, Clock clock) {
        this.ledger = ledger;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * The log of the ledger that this service writes to.
     *
     * @throws ProblemException {@link LedgerFailure.LedgerUnproven} when its keys are on no trust list, or are others than
     *             when this wallet first met it
     */
    LogIdentity home(Vault vault) {
        String address = ledger.ledger().toString();
        LogIdentity listed = trust.current()
                .ledgers()
                .stream()
                .filter(one -> one.baseUrl().equals(address))
                .findFirst()
                .map(TrustedLedger::log)
                .orElseThrow(() -> new ProblemException(
                        new LedgerFailure.LedgerUnproven("the ledger's key is not on the trust list")));
        return pin(vault, listed);
    }

    private LogIdentity pin(Vault vault, LogIdentity listed) {
        Optional<KnownLog> known = find(vault, listed.origin());
        if (known.isEmpty()) {
            vault.put(VaultCollection.LOGS, listed.origin(),
                    new KnownLog(listed.origin(), listed.text(), Voucher.TRUST_LIST, clock.instant()));
        } else if (!known.get().identity().equals(listed)) {
            throw new ProblemException(new LedgerFailure.LedgerUnproven(
                    "the ledger has other keys than when this wallet first met it"));
        }
        return listed;
    }

    Optional<KnownLog> find(Vault vault, String origin) {
        return vault.find(VaultCollection.LOGS, origin, KnownLog.class);
    }

    List<KnownLog> all(Vault vault) {
        return vault.all(VaultCollection.LOGS, KnownLog.class);
    }
}
