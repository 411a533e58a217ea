package org.amana.wallet.consent;

import java.util.List;

/**
 * Every entry that concerns the holder, newest first.
 *
 * @param complete false while the ledger does not answer: what others entered lately may be missing
 */
public record EntriesView(boolean complete, List<EntryView> entries) {

    public EntriesView {
        entries = List.copyOf(entries);
    }
}
