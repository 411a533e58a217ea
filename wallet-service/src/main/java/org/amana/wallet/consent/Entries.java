package org.amana.wallet.consent;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.type.TypeWords;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/**
 * The person's view of the ledger: the entries whose openings lie in the vault, and those that others made about the
 * person's relations, which the ledger gives to the relation's key alone.
 */
@Component
public class Entries {

    private final LostDecisions lost;
    private final Receipts receipts;
    private final Growth growth;
    private final Objecting objecting;
    private final TypeWords types;
    private final Clock clock;

    Entries(LostDecisions lost, Receipts receipts, Growth growth, Objecting objecting, TypeWords types, Clock clock) {
        this.lost = lost;
        this.receipts = receipts;
        this.growth = growth;
        this.objecting = objecting;
        this.types = types;
        this.clock = clock;
    }

    /**
     * All entries, newest first; asks the ledger for those of others, and whether it only grew since the last time. What
     * it has lost of the person's own it gets back.
     */
    public EntriesView list(Vault vault, Locale language) {
        Collected collected = collect(vault, _ -> true);
        List<StoredReceipt> all = receipts.all(vault);
        Optional<Boolean> forked = forked(vault, all);
        TellEntry tell = new TellEntry(vault, all, collected.doubtful(), objecting.uses(all), types, clock.instant(),
                language);
        return new EntriesView(collected.complete() && forked.isPresent(), collected.returned(), forked.orElse(false),
                all.stream()
                        .sorted(Comparator.comparing(StoredReceipt::at)
                                .thenComparingLong(StoredReceipt::index)
                                .reversed())
                        .map(tell::of)
                        .toList());
    }

    /** Empty while the ledger does not answer. */
    private Optional<Boolean> forked(Vault vault, List<StoredReceipt> all) {
        try {
            boolean forked = growth.isForked(vault, null, all);
            for (String other : others(vault)) {
                forked |= growth.isForked(vault, other, all);
            }
            return Optional.of(forked);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** Ledgers of other nodes that keep something of this person. */
    private static List<String> others(Vault vault) {
        return vault.all(VaultCollection.RELATIONS, Relation.class)
                .stream()
                .map(Relation::ledger)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** What came of asking the ledger about every relation; {@code complete} when it answered. */
    record Collected(boolean complete, int returned, Set<String> doubtful) {}

    /** A ledger that is away does not hide what the others have; of what it keeps, only those relations are asked about. */
    Collected collect(Vault vault, Predicate<Relation> which) {
        int returned = 0;
        boolean complete = true;
        Set<String> doubtful = new HashSet<>();
        for (Relation relation : vault.all(VaultCollection.RELATIONS, Relation.class).stream().filter(which).toList()) {
            try {
                LostDecisions.Standing standing = lost.giveBack(vault, relation);
                returned += standing.returned();
                doubtful.addAll(standing.doubtful());
                vault.alone(() -> standing.receipts().forEach(receipt -> receipts.keep(vault, receipt)));
            } catch (ProblemException e) {
                complete = false;
            }
        }
        return new Collected(complete, returned, doubtful);
    }
}
