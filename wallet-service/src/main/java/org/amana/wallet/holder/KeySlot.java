package org.amana.wallet.holder;

import java.util.Optional;
import org.amana.wallet.vault.DataKey;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.Passphrase;

/**
 * One way to open a wallet: the data key under a key made from a passphrase or from a passkey's PRF output.
 *
 * @param name            {@code passphrase} or {@code prf:<credential id>}
 * @param passkeyRequired the passphrase counts only after a passkey of the same wallet
 * @param salt            16 random bytes
 * @param cost            Argon2id parameters; empty for a passkey
 * @param wrapped         {@link DataKey#wrap}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never printed; lives between two lines of Unlock
record KeySlot(HolderId holder, String name, boolean passkeyRequired, byte[] salt, Optional<Passphrase.Cost> cost,
               byte[] wrapped) {

    static final String PASSPHRASE = "passphrase";

    static String ofPasskey(String credentialId) {
        return "prf:" + credentialId;
    }

    @Override
    public String toString() {
        return "KeySlot[…]";
    }
}
