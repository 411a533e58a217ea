package org.amana.wallet.vault;

/** A row does not open under its holder's key: it was changed, moved or written by somebody else. */
public final class VaultDamaged extends RuntimeException {

    VaultDamaged() {
        super("a sealed row does not open", null, false, false);
    }
}
