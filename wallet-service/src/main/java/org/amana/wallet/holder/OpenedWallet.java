package org.amana.wallet.holder;

import org.amana.wallet.vault.DataKey;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.KeyringKind;

/** What a right passphrase or passkey gives: the holder and their data key, unwrapped. */
record OpenedWallet(HolderId holder, KeyringKind keyring, DataKey key) {

    @Override
    public String toString() {
        return "OpenedWallet[…]";
    }
}
