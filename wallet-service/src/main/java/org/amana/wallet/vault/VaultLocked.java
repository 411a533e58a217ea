package org.amana.wallet.vault;

/** The wallet was locked, by the person or by idleness, while something was still being done with it. */
public final class VaultLocked extends RuntimeException {

    public VaultLocked() {
        super("the vault is locked", null, false, false);
    }
}
