package org.amana.ledger.register;

/** Which imports the register takes. */
public enum ImportRule {
    /** Until one was taken as a whole; then two people decide. */
    FIRST,
    /** All; what two people decided on stays. */
    ALWAYS
}
