package org.amana.issuer.offer;

/** How a token request with a pre-authorized code ended. */
public sealed interface Redemption {
    /** The one success. */
    record Redeemed(Grant grant) implements Redemption {}

    /** The code is unknown, expired, used, locked or of another authority: one answer for all, so that nobody can probe. */
    record CodeRefused() implements Redemption {}

    /** The transaction code is wrong; the offer is dead when none are left. */
    record WrongTransactionCode(int triesLeft) implements Redemption {}
}
