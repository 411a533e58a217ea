package org.amana.wallet.consent;

import java.util.Arrays;
import java.util.function.Supplier;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ErasureReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.Opening;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RightsReceipt;
import org.amana.support.ledger.BlindReceipt;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.support.ledger.LedgerClient;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.ledger.Ledgers;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts an event into the ledger and comes back only with a receipt that was verified against the ledger's own key from
 * the trust list. Asked again with the same key it makes no second entry. It holds no lock while it calls out.
 */
@Component
public class LedgerEntries {

    private final Ledgers ledgers;
    private final KnownLogs logs;
    private final Receipts receipts;

    LedgerEntries(Ledgers ledgers, KnownLogs logs, Receipts receipts) {
        this.ledgers = ledgers;
        this.logs = logs;
        this.receipts = receipts;
    }

    /**
     * A blind entry: the ledger gets 33 bytes and learns nothing; the opening goes into the vault.
     *
     * @param key     kept with the opening by the caller, so that a retry is the same entry
     * @param opening of the APPROVED event
     * @return the receipt, stored under the key
     * @throws ProblemException {@link LedgerFailure}
     */
    public ConsentReceipt approve(Vault vault, IdempotencyKey key, Opening opening, String notice) {
        return receipts.find(vault, key.value()).orElseGet(() -> called(() -> {
            BlindReceipt answer = ledgers.home().appendBlind(key, opening.commitment());
            ConsentReceipt receipt = verified(vault, null, ConsentReceipt.of(opening, answer.proof()),
                    opening.event());
            receipts.put(vault, key.value(), EventKind.APPROVED, notice, receipt);
            return receipt;
        }));
    }

    /**
     * A readable entry: GIVEN, RENEWED, REFUSED, DEFERRED or WITHDRAWN.
     *
     * @param address of the other node's ledger that keeps it; null for this service's own
     */
    ConsentReceipt post(Vault vault, @Nullable String address, IdempotencyKey key, SignedConsentEvent event,
                        String notice) {
        return receipts.find(vault, key.value()).orElseGet(() -> called(() -> {
            LedgerClient ledger = logs.client(address);
            ConsentReceipt answer = switch (event.kind()) {
                case WITHDRAWN -> ledger.withdraw(key, event.record(), event.bytes()).receipt();
                case RENEWED -> ledger.renew(key, event.record(), event.bytes()).receipt();
                default -> ledger.postConsent(key, event.bytes()).receipt();
            };
            ConsentReceipt receipt = verified(vault, address, answer, event.bytes());
            receipts.put(vault, key.value(), event.kind(), notice, receipt);
            return receipt;
        }));
    }

    private ConsentReceipt verified(Vault vault, @Nullable String address, ConsentReceipt receipt, byte[] event) {
        if (!Arrays.equals(receipt.opening().event(), event)) {
            throw new ProblemException(new LedgerFailure.LedgerUnproven("the receipt is for another event"));
        }
        requireProven(vault, address, receipt);
        return receipt;
    }

    /** Passes when event, commitment and proof hold against the ledger's key. */
    void requireProven(Vault vault, @Nullable String address, ConsentReceipt receipt) {
        if (receipt.verify(logs.of(vault, address)) instanceof ReceiptVerdict.Rejected(var findings)) {
            throw new ProblemException(new LedgerFailure.LedgerUnproven(findings.getFirst().reason()));
        }
    }

    /** Passes when the tombstone is in the ledger. */
    void requireProven(Vault vault, @Nullable String address, ErasureReceipt receipt) {
        receipt.verify(logs.of(vault, address)).ifPresent(finding -> {
            throw new ProblemException(new LedgerFailure.LedgerUnproven(finding.reason()));
        });
    }

    /** Passes when what was said about a right is in the ledger. */
    void requireProven(Vault vault, @Nullable String address, RightsReceipt receipt) {
        receipt.verify(logs.of(vault, address)).ifPresent(finding -> {
            throw new ProblemException(new LedgerFailure.LedgerUnproven(finding.reason()));
        });
    }

    /** Runs a call; what went wrong at the ledger is said in the words of this wallet. */
    static <T> T called(Supplier<T> call) {
        try {
            return call.get();
        } catch (ProblemException e) {
            throw switch (e.problem()) {
                case LedgerProblem.Unavailable away -> new ProblemException(
                        new LedgerFailure.LedgerDown(away.detail()), e);
                case LedgerProblem.Refused refused -> new ProblemException(
                        new LedgerFailure.LedgerRefused(refused.reason(), refused.detail()), e);
                case LedgerProblem.NotTrusted other -> new ProblemException(
                        new LedgerFailure.LedgerNotTrusted(other.detail()), e);
                case LedgerProblem other -> new ProblemException(
                        new LedgerFailure.LedgerUnproven(other.detail()), e);
                default -> e;
            };
        }
    }
}
