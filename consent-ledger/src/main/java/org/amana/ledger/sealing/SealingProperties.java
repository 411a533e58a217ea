package org.amana.ledger.sealing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a backup can be read.
 *
 * @param backupWindow the key of a week is destroyed so long after the week: what was erased cannot be read in any
 *        backup from then on, and no older backup can be restored
 */
@ConfigurationProperties("amana.ledger.sealing")
public record SealingProperties(@DefaultValue("28d") Duration backupWindow) {
    public SealingProperties {
        if (!backupWindow.isPositive()) {
            throw new IllegalArgumentException("amana.ledger.sealing.backup-window: a positive time, such as 28d");
        }
    }

    /** The window in whole epochs, the one that began included. */
    long epochs() {
        return backupWindow.plus(EpochKeys.EPOCH).minusNanos(1).dividedBy(EpochKeys.EPOCH);
    }
}
