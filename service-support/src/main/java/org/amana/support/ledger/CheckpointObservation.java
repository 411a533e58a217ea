package org.amana.support.ledger;

/** What a ledger says of a checkpoint of another log that it was shown. */
public enum CheckpointObservation {
    /** It agrees with all it was shown before. */
    AGREES,
    /** It is compared by the tiles of that log; a proof may follow. */
    COMPARING,
    /** That log showed two histories, and the ledger holds the proof. */
    FORKED,
    /** The ledger's policy file does not list that log, or it is its own: nothing is compared. */
    UNKNOWN_LOG
}
