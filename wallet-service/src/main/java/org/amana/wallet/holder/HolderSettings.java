package org.amana.wallet.holder;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.amana.wallet.vault.Passphrase;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How wallets are opened and how long they stay open.
 *
 * @param idle             an unlocked wallet locks after this long without a request
 * @param tries            wrong tries from one address for one wallet before a pause
 * @param triesPerAddress  wrong tries from one address for any wallets before a pause
 * @param signUpsPerAddress wallets that one address may make in an hour
 * @param pause            first pause; doubles with each further wrong try, at most 15 minutes
 */
@Validated
@ConfigurationProperties("amana.wallet.holder")
record HolderSettings(@DefaultValue("15m") Duration idle, @DefaultValue("5") @Min(1) int tries,
                      @DefaultValue("50") @Min(1) int triesPerAddress,
                      @DefaultValue("60") @Min(1) int signUpsPerAddress, @DefaultValue("30s") Duration pause,
                      @DefaultValue PassphraseSettings passphrase) {

    /**
     * Argon2id's cost for new slots; a slot made at a lower cost is renewed at its next unlock.
     *
     * @param memoryKib memory of one derivation, KiB
     * @param iterations passes over that memory
     * @param parallelism lanes
     * @param concurrent derivations at once; each takes {@code memoryKib}
     */
    record PassphraseSettings(@DefaultValue("32768") @Min(7168) int memoryKib,
                              @DefaultValue("3") @Min(1) @Max(64) int iterations,
                              @DefaultValue("1") @Min(1) @Max(16) int parallelism,
                              @DefaultValue("4") @Min(1) int concurrent) {

        Passphrase.Cost cost() {
            return new Passphrase.Cost(memoryKib, iterations, parallelism);
        }
    }
}
