package org.amana.wallet.vault;

import java.util.Locale;

/** Where the private keys of a wallet's credentials are. Chosen once, at sign-up. */
public enum KeyringKind {
    /** In the holder's browser, not extractable; the service never sees them. */
    BROWSER,
    /** In the vault, sealed under the holder's key; for shared computers, tests and the headless API. */
    SERVER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of that name.
     *
     * @throws IllegalArgumentException unless the word is {@code browser} or {@code server}
     */
    public static KeyringKind of(String word) {
        return switch (word) {
            case "browser" -> BROWSER;
            case "server" -> SERVER;
            default -> throw new IllegalArgumentException("keyring is browser or server");
        };
    }
}
