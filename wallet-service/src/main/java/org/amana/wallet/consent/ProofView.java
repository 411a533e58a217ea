package org.amana.wallet.consent;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What this service found when it checked a receipt with all of the log's keys, and what a browser needs to check it
 * itself.
 *
 * @param log      name of the log, as the receipt has it
 * @param keys     the verifier keys that the wallet pinned when it met the log, one a line; empty for an unknown log
 * @param voucher  {@code trust_list}, {@code file} where only a file says that these are the log's keys, or
 *                 {@code nobody}
 * @param holds    everything, both signatures of the log included
 * @param findings machine words of what does not hold, as {@code amana-ledger} has them
 */
public record ProofView(String log, String keys, String voucher, boolean holds,
                        @JsonProperty("tree_size") long treeSize, List<String> findings) {

    public ProofView {
        findings = List.copyOf(findings);
    }
}
