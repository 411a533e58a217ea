package org.amana.wallet.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.amana.wallet.WalletTest;
import org.amana.wallet.holder.HolderSettings.PassphraseSettings;
import org.amana.wallet.vault.DataKey;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.KeyringKind;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.amana.wallet.vault.VaultLocked;
import org.amana.wallet.vault.Vaults;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WalletTest
class IdleLockTest {

    private final RandomGenerator random = new SplittableRandom(9);
    private final MovingClock clock = new MovingClock();
    private final DataKey key = DataKey.fresh(random);
    private final UnlockedWallets unlocked;
    private final SessionToken token;

    IdleLockTest(@Autowired Vaults vaults) {
        unlocked = new UnlockedWallets(vaults, new HolderSettings(Duration.ofMinutes(15), 5, 50, 60,
                Duration.ofSeconds(30), new PassphraseSettings(7168, 1, 1, 1)), clock, random);
        token = unlocked.open(new OpenedWallet(HolderId.random(random), KeyringKind.SERVER, key));
    }

    @Test
    void wallet_whenUsedEveryFourteenMinutes_staysOpen() {
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMinutes(14));
            unlocked.lockIdle();
            assertThat(unlocked.find(token)).isPresent();
        }
    }

    @Test
    void wallet_afterFifteenIdleMinutes_isLockedAndItsKeyWiped_evenBeforeTheSweep() {
        Vault vault = unlocked.find(token).orElseThrow();
        clock.advance(Duration.ofMinutes(15));
        assertThat(unlocked.find(token)).isEmpty();
        assertThat(key.isWiped()).isTrue();
        assertThatThrownBy(() -> vault.find(VaultCollection.CARDS, "x", Map.class)).isInstanceOf(VaultLocked.class);
    }

    @Test
    void sweep_wipesWhatNobodyComesBackTo() {
        clock.advance(Duration.ofMinutes(16));
        unlocked.lockIdle();
        assertThat(key.isWiped()).isTrue();
    }

    @Test
    void stop_wipesEveryKey() {
        unlocked.destroy();
        assertThat(key.isWiped()).isTrue();
    }

    @Test
    void token_thatNobodyGave_opensNothing() {
        assertThat(unlocked.find(SessionToken.fresh(random))).isEmpty();
        assertThat(token.toString()).doesNotContain(token.value());
    }

    private static final class MovingClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return InstantSource.fixed(now).withZone(zone);
        }
    }
}
