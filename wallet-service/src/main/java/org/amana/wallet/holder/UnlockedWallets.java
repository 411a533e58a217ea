package org.amana.wallet.holder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.amana.wallet.vault.DataKey;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.Vaults;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The wallets that are open at this moment, in this process, in memory and nowhere else. A session that is locked or
 * idle for too long has its key overwritten.
 */
@Component
class UnlockedWallets implements DisposableBean {

    private final Map<String, Unlocked> open = new ConcurrentHashMap<>();
    private final Vaults vaults;
    private final Duration idle;
    private final Clock clock;
    private final RandomGenerator random;

    UnlockedWallets(Vaults vaults, HolderSettings settings, Clock clock, RandomGenerator random) {
        this.vaults = vaults;
        this.idle = settings.idle();
        this.clock = clock;
        this.random = random;
    }

    SessionToken open(OpenedWallet wallet) {
        SessionToken token = SessionToken.fresh(random);
        Vault vault = vaults.open(wallet.holder(), wallet.keyring(), wallet.key());
        open.put(token.fingerprint(), new Unlocked(vault, wallet.key(), clock.instant()));
        return token;
    }

    /** The vault of a session, whose idle time starts anew; empty when it is locked. */
    Optional<Vault> find(SessionToken token) {
        Unlocked found = open.computeIfPresent(token.fingerprint(), this::touched);
        return Optional.ofNullable(found).map(Unlocked::vault);
    }

    void lock(SessionToken token) {
        Unlocked closed = open.remove(token.fingerprint());
        if (closed != null) {
            closed.key().wipe();
        }
    }

    void lockAll(HolderId holder) {
        lockWhere(session -> session.vault().holder().equals(holder));
    }

    Duration idle() {
        return idle;
    }

    @Scheduled(fixedDelayString = "PT15S")
    void lockIdle() {
        lockWhere(this::isIdle);
    }

    @Override
    public void destroy() {
        lockWhere(session -> true);
    }

    private void lockWhere(Predicate<Unlocked> which) {
        open.values().removeIf(session -> {
            boolean closes = which.test(session);
            if (closes) {
                session.key().wipe();
            }
            return closes;
        });
    }

    private @Nullable Unlocked touched(String fingerprint, Unlocked session) {
        if (isIdle(session)) {
            session.key().wipe();
            return null;
        }
        return new Unlocked(session.vault(), session.key(), clock.instant());
    }

    private boolean isIdle(Unlocked session) {
        return !clock.instant().isBefore(session.lastUsed().plus(idle));
    }

    private record Unlocked(Vault vault, DataKey key, Instant lastUsed) {}
}
