package org.amana.wallet.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param reason  machine word, e.g. {@code over_asking}; for failures and refusals
 * @param shared  whether data left the wallet, or may have
 * @param receipt id of the receipt that goes with it
 * @param index   of its entry in the ledger
 * @param source  the authority that may send what a consent names
 * @param represented {@code guardian} for a decision with a guardian, {@code ward} for one of a guardian
 */
public record HistoryEntry(String id, Instant at, HistoryKind kind, @Nullable PartyNote party, List<CardNote> cards,
                           @Nullable PurposeNote purpose, @Nullable String reason, boolean shared,
                           @Nullable String receipt,
                           @Nullable Long index, @Nullable PartyNote source, @Nullable String represented) {

    public HistoryEntry {
        cards = List.copyOf(cards);
    }
}
