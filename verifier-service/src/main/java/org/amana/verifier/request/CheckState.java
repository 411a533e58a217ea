package org.amana.verifier.request;

/** Where a check stands. Every state after {@link #MATCH} is final. */
public enum CheckState {
    /** The request is out and nobody has answered. */
    WAITING,
    /** Answered on the same device; the browser that began it has not come back yet (HAIP 1.0 section 5.1). */
    RETURNING,
    /** The presentation holds; the employer compares the person with name and portrait. */
    MATCH,
    /** There is an answer, or the diploma is kept. */
    ANSWERED,
    /** The person said no, or the wallet does not have it: the two look the same. */
    REFUSED,
    /** The presentation did not hold. */
    REJECTED,
    /** Nobody answered, or nobody matched, in time. */
    EXPIRED,
    /** The desk took the question back before anybody answered. */
    CANCELLED;

    public boolean isOpen() {
        return this == WAITING || this == RETURNING || this == MATCH;
    }
}
