package org.amana.wallet.inbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much offices may write.
 *
 * @param addresses that one wallet may have given out at a time
 * @param waiting   messages that may wait at one address
 * @param keep      how long a message waits for its wallet to be opened
 * @param wrong     messages to no address, or that are none, from one network address before a pause
 */
@Validated
@ConfigurationProperties("amana.wallet.inbox")
record InboxSettings(@DefaultValue("50") @Min(1) @Max(1000) int addresses,
                     @DefaultValue("5") @Min(1) @Max(100) int waiting, @DefaultValue("30d") Duration keep,
                     @DefaultValue("100") @Min(1) int wrong) {

    InboxSettings {
        if (!keep.isPositive()) {
            throw new IllegalArgumentException("amana.wallet.inbox.keep is positive");
        }
    }
}
