package org.amana.wallet.holder;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.problem.ProblemException;
import org.amana.support.web.ClientAddress;
import org.amana.wallet.vault.DataKey;
import org.amana.wallet.vault.DataKey.WrongKey;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.PasskeySecret;
import org.amana.wallet.vault.Passphrase;
import org.springframework.stereotype.Component;

/** Opens a wallet. An unknown wallet costs and answers the same as a wrong passphrase. */
@Component
class Unlock {

    private static final int SALT_BYTES = 16;

    private final Holders holders;
    private final PassphraseKeys passphraseKeys;
    private final Attempts attempts;
    private final RandomGenerator random;

    Unlock(Holders holders, PassphraseKeys passphraseKeys, Attempts attempts, RandomGenerator random) {
        this.holders = holders;
        this.passphraseKeys = passphraseKeys;
        this.attempts = attempts;
        this.random = random;
    }

    /**
     * @param afterPasskey the holder whose passkey this session has just shown, if any
     * @throws ProblemException {@link HolderProblem.WrongUnlock}, {@link HolderProblem.TooManyTries},
     *             {@link HolderProblem.Busy}
     */
    OpenedWallet byPassphrase(HolderId holder, Passphrase passphrase, Optional<HolderId> afterPasskey,
                              ClientAddress address) {
        attempts.admit(holder, address);
        Optional<KeySlot> slot = holders.slot(holder, KeySlot.PASSPHRASE);
        Passphrase.Cost cost = slot.flatMap(KeySlot::cost).orElseGet(passphraseKeys::cost);
        byte[] wrapping = passphraseKeys.derive(passphrase, cost, slot.map(KeySlot::salt).orElseGet(this::salt));
        try {
            KeySlot known = slot.filter(found -> !found.passkeyRequired() || afterPasskey.equals(Optional.of(holder)))
                    .orElseThrow(Unlock::wrong);
            DataKey key = DataKey.unwrap(wrapping, known.wrapped(), holder, known.name());
            attempts.wasRight(holder, address);
            renewIfCheap(known, key, passphrase);
            return opened(holder, key);
        } catch (WrongKey e) {
            throw new ProblemException(new HolderProblem.WrongUnlock(), e);
        } finally {
            Arrays.fill(wrapping, (byte) 0);
        }
    }

    /**
     * @param credentialId of the passkey, verified just now for this holder
     * @throws ProblemException {@link HolderProblem.PassphraseNeeded} when this passkey yields no secret for this wallet,
     *             {@link HolderProblem.WrongUnlock} when the secret is not the one of sign-up
     */
    OpenedWallet byPasskey(HolderId holder, String credentialId, Optional<PasskeySecret> secret) {
        Optional<KeySlot> slot = holders.slot(holder, KeySlot.ofPasskey(credentialId));
        if (slot.isEmpty() || secret.isEmpty()) {
            throw new ProblemException(new HolderProblem.PassphraseNeeded());
        }
        byte[] wrapping = secret.get().derive(slot.get().salt());
        try {
            return opened(holder, DataKey.unwrap(wrapping, slot.get().wrapped(), holder, slot.get().name()));
        } catch (WrongKey e) {
            throw new ProblemException(new HolderProblem.WrongUnlock(), e);
        } finally {
            Arrays.fill(wrapping, (byte) 0);
        }
    }

    private OpenedWallet opened(HolderId holder, DataKey key) {
        return new OpenedWallet(holder, holders.keyring(holder).orElseThrow(Unlock::wrong), key);
    }

    /** Raises the cost of a slot made when less was asked for, now that the passphrase is at hand. */
    private void renewIfCheap(KeySlot slot, DataKey key, Passphrase passphrase) {
        Passphrase.Cost wanted = passphraseKeys.cost();
        boolean cheap = slot.cost()
                .map(
                        cost -> cost.memoryKib() < wanted.memoryKib() || cost.iterations() < wanted.iterations())
                .orElse(true);
        if (cheap) {
            byte[] salt = salt();
            byte[] wrapping = passphraseKeys.derive(passphrase, wanted, salt);
            holders.put(new KeySlot(slot.holder(), slot.name(), slot.passkeyRequired(), salt, Optional.of(wanted),
                    key.wrap(wrapping, slot.holder(), slot.name(), random)));
            Arrays.fill(wrapping, (byte) 0);
        }
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static ProblemException wrong() {
        return new ProblemException(new HolderProblem.WrongUnlock());
    }
}
