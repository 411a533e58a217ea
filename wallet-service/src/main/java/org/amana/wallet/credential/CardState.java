package org.amana.wallet.credential;

import java.util.Locale;

/** Whether a card can be shown with success. */
public enum CardState {
    VALID, SUSPENDED, REVOKED, EXPIRED,
    /** The status list could not be had, and no copy of it is valid any more. */
    UNKNOWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
