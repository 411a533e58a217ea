package org.amana.wallet.consent;

import java.util.List;

/**
 * What came of a file from another wallet.
 *
 * @param taken    receipts that are new here
 * @param known    receipts that were here before
 * @param logs     with who vouches for the keys of each
 * @param keys     {@code none} in the file, {@code closed} because no words were given, {@code usable} when all of them
 *                 can take consents back here, {@code kept} when at least one belongs to another ledger
 */
public record TakenIn(int taken, int known, List<Log> logs, String keys) {

    public TakenIn {
        logs = List.copyOf(logs);
    }

    /**
     * A log of the file.
     *
     * @param voucher {@code trust_list}, or {@code file} where nobody but the file says that these are its keys
     */
    public record Log(String name, String voucher) {}
}
