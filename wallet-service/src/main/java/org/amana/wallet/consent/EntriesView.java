package org.amana.wallet.consent;

import java.util.List;

/**
 * Every entry that concerns the holder, newest first.
 *
 * @param complete false while the ledger does not answer: what others entered lately may be missing
 * @param returned count of decisions that the ledger had lost and now has again from this wallet
 * @param forked   the ledger's log contradicts what this wallet saw of it before
 */
public record EntriesView(boolean complete, int returned, boolean forked, List<EntryView> entries) {

    public EntriesView {
        entries = List.copyOf(entries);
    }
}
