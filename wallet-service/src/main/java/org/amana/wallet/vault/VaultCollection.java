package org.amana.wallet.vault;

import java.nio.charset.StandardCharsets;

/** The drawers of a vault. Their names never reach the database: a row carries a tag keyed by the holder's key. */
public enum VaultCollection {
    /** Cards: one per credential, with what the list of cards shows. */
    CARDS,
    /** Single-use copies of a card, each with the key it is bound to. */
    COPIES,
    /** Private keys of a server keyring; the public keys of a browser keyring. */
    KEYS,
    /** Issuances under way. */
    ISSUANCES,
    /** Requests read and not yet answered. */
    REQUESTS,
    /** One pairwise key per party. */
    RELATIONS,
    /** What ever happened, without values. */
    HISTORY,
    /** One per party: the newest entry of the history that shared something with it. */
    LAST_SHARED,
    /** Openings and proofs of ledger entries. */
    RECEIPTS,
    /** Consents given, refused and withdrawn. */
    CONSENTS,
    /** Logs whose receipts are believed, each with the keys it had when it was first met. */
    LOGS,
    /** Relations with their keys that came from another wallet and belong to another ledger. */
    CARRIED,
    /** What the person asked of parties by right, and the answers. */
    RIGHTS,
    /** What the person said is wrong on a card, and the answers. */
    RECTIFICATIONS,
    /** Of these two, what the person has seen: an answer, or that one is late. */
    SEEN,
    /** Addresses at which an office may write, one per office, with their keys. */
    INBOXES,
    /** Questions that ended without an answer, until the person has seen it. */
    UNANSWERED;

    byte[] label() {
        return name().getBytes(StandardCharsets.US_ASCII);
    }
}
