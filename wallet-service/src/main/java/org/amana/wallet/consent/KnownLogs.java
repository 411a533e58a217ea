package org.amana.wallet.consent;

import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.note.LogIdentity;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedLedger;
import org.amana.support.ledger.LedgerClient;
import org.amana.support.ledger.Ledgers;
import org.amana.support.trust.TrustListSource;
import org.amana.wallet.consent.KnownLog.Voucher;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Pins the keys of each log in the vault when the wallet first meets it: whoever later exchanges them, on the trust list
 * or in the service, is noticed by the wallets that were there before.
 */
@Component
class KnownLogs {

    private final Ledgers ledgers;
    private final TrustListSource trust;
    private final Clock clock;

    KnownLogs(Ledgers ledgers, TrustListSource trust, Clock clock) {
        this.ledgers = ledgers;
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
        return of(vault, null);
    }

    /**
     * The log of a ledger.
     *
     * @param other address of another node's; null for this service's own
     * @throws ProblemException as {@link #home}
     */
    LogIdentity of(Vault vault, @Nullable String other) {
        String address = other == null ? ledgers.home().ledger().toString() : other;
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

    /**
     * Calls that ledger.
     *
     * @throws ProblemException {@link org.amana.support.ledger.LedgerProblem.NotTrusted} for one that the trust list does
     *         not name
     */
    LedgerClient client(@Nullable String other) {
        return other == null ? ledgers.home() : ledgers.at(other);
    }

    /**
     * Calls the ledger with that log.
     *
     * @throws ProblemException as {@link #client}
     */
    LedgerClient clientWith(String origin) {
        return ledgers.ofLog(Optional.of(origin));
    }

    /** Another node's ledger with that log, when the trust list names it. */
    Optional<String> otherWith(String origin) {
        String own = ledgers.home().ledger().toString();
        return LedgerEntries.called(() -> trust.current()
                .ledgers()
                .stream()
                .filter(one -> one.log().origin().equals(origin) && !one.baseUrl().equals(own))
                .map(TrustedLedger::baseUrl)
                .findFirst());
    }

    private LogIdentity pin(Vault vault, LogIdentity listed) {
        Optional<KnownLog> known = find(vault, listed.origin());
        if (known.isPresent() && !known.get().identity().equals(listed)) {
            throw new ProblemException(new LedgerFailure.LedgerUnproven(
                    "the ledger has other keys than when this wallet first met it"));
        }
        meet(vault, listed, Voucher.TRUST_LIST);
        return listed;
    }

    /** Keeps what was seen of a log's growth. */
    void save(Vault vault, KnownLog log) {
        vault.put(VaultCollection.LOGS, log.origin(), log);
    }

    Optional<KnownLog> find(Vault vault, String origin) {
        return vault.find(VaultCollection.LOGS, origin, KnownLog.class);
    }

    /**
     * Takes a log from a file: its keys are those of the trust list and of an earlier meeting, or they are nobody's but the
     * file's.
     *
     * @return who vouches for the keys
     * @throws ProblemException {@link ImportProblem.FileOtherKeys}, {@link LedgerFailure.LedgerDown} while there is no
     *             trust list to compare with
     */
    Voucher vouched(Vault vault, LogIdentity claimed) {
        Optional<LogIdentity> listed = LedgerEntries.called(() -> trust.current()
                .ledgers()
                .stream()
                .map(TrustedLedger::log)
                .filter(log -> log.origin().equals(claimed.origin()))
                .findFirst());
        Optional<LogIdentity> pinned = find(vault, claimed.origin()).map(KnownLog::identity);
        if (Stream.concat(listed.stream(), pinned.stream()).anyMatch(known -> !known.equals(claimed))) {
            throw new ProblemException(new ImportProblem.FileOtherKeys());
        }
        return listed.isPresent() ? Voucher.TRUST_LIST : Voucher.FILE;
    }

    /** Pins keys that were compared before; a word of the trust list is never replaced by one of a file. */
    void meet(Vault vault, LogIdentity log, Voucher voucher) {
        Optional<KnownLog> known = find(vault, log.origin());
        if (known.isEmpty() || (known.get().voucher() == Voucher.FILE && voucher == Voucher.TRUST_LIST)) {
            vault.put(VaultCollection.LOGS, log.origin(),
                    new KnownLog(log.origin(), log.text(), voucher, clock.instant(),
                            known.map(KnownLog::newest).orElse(null), known.map(KnownLog::against).orElse(null)));
        }
    }
}
