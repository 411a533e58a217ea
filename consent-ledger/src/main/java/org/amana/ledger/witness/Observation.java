package org.amana.ledger.witness;

/** What became of a checkpoint that somebody showed. */
public enum Observation {
    /** It is the newest believed one of its log. */
    AGREES,
    /** It is to be compared with that one by the tiles of its log; an alarm may follow. */
    COMPARING,
    /** Its log showed two histories: nothing it signs is believed any more. */
    FORKED,
    /** The policy file lists no such log. */
    UNKNOWN_LOG
}
