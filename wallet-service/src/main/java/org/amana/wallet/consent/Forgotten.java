package org.amana.wallet.consent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amana.core.consent.ErasureReceipt;
import org.amana.core.json.Base64Url;

/**
 * What ledgers proved to have forgotten, by the receipts of one vault. A file that was written before must not bring it
 * back as if it stood: nobody could take it back there.
 */
final class Forgotten {
    private final Map<String, Set<Long>> leaves = new HashMap<>();
    private final Set<String> events = new HashSet<>();

    Forgotten(List<StoredReceipt> all) {
        all.stream()
                .filter(StoredReceipt::isForgotten)
                .forEach(stored -> leaves.computeIfAbsent(stored.log(), _ -> new HashSet<>())
                        .addAll(ErasureReceipt.parse(stored.receipt()).tombstone().leaves()));
        if (!leaves.isEmpty()) {
            all.stream()
                    .filter(stored -> !stored.isForgotten()
                            && leaves.getOrDefault(stored.log(), Set.of()).contains(stored.index()))
                    .forEach(stored -> events.add(Base64Url.encode(stored.event().bytes())));
        }
    }

    /** Whether the entry of that decision is among them. */
    boolean holds(ConsentNote note) {
        return events.contains(note.event());
    }
}
