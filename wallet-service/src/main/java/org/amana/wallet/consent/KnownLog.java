package org.amana.wallet.consent;

import java.time.Instant;
import org.amana.core.note.LogIdentity;

/**
 * A log as this wallet met it. Its keys are believed from then on, and no others under its name.
 *
 * @param keys    verifier keys, one a line
 * @param voucher who said that these are its keys
 * @param met     when
 */
record KnownLog(String origin, String keys, Voucher voucher, Instant met) {

    /** On whose word the keys were taken. */
    enum Voucher {
        /** The signed list of the register that this service relies on. */
        TRUST_LIST,
        /** A file that somebody brought along, and nobody else. */
        FILE
    }

    LogIdentity identity() {
        return LogIdentity.parse(keys);
    }
}
