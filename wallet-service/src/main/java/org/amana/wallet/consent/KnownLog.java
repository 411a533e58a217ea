package org.amana.wallet.consent;

import java.time.Instant;
import org.amana.core.note.LogIdentity;
import org.jspecify.annotations.Nullable;

/**
 * A log as this wallet met it. Its keys are believed from then on, and no others under its name.
 *
 * @param keys    verifier keys, one a line
 * @param voucher who said that these are its keys
 * @param met     when
 * @param newest  the largest checkpoint that was shown to continue all before it
 * @param against a checkpoint of this log that was not shown to continue {@code newest}: the log has two histories, or
 *                hides that it has one
 */
record KnownLog(String origin, String keys, Voucher voucher, Instant met, @Nullable String newest,
                @Nullable String against) {

    /** On whose word the keys were taken. */
    enum Voucher {
        /** The signed list of the register that this service relies on. */
        TRUST_LIST,
        /** A file that somebody brought along, and nobody else. */
        FILE
    }

    KnownLog grown(String checkpoint) {
        return new KnownLog(origin, keys, voucher, met, checkpoint, against);
    }

    KnownLog contradicted(String checkpoint) {
        return new KnownLog(origin, keys, voucher, met, newest, checkpoint);
    }

    LogIdentity identity() {
        return LogIdentity.parse(keys);
    }
}
