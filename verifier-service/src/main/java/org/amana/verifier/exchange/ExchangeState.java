package org.amana.verifier.exchange;

/** Where an order stands. */
public enum ExchangeState {
    /** The person was asked and has not answered. */
    ASKED,
    /** The person said no, or their wallet does not have the card: the two look the same. */
    REFUSED,
    /** The person did not answer in time. */
    EXPIRED,
    /** The desk took the question back before the person answered. */
    CANCELLED,
    /** The person agreed; the data are to be fetched, now or when the next try is due. */
    READY,
    /** An instance is fetching. */
    FETCHING,
    /** What was asked for once is here. */
    DELIVERED,
    /** A delivery of a series is here, the next one has its time. */
    WAITING,
    /** The source, or its ledger, does not permit it. */
    DENIED,
    /** It came to nothing; the reason says whether another try can help. */
    FAILED,
    /** The person took the consent back, and what was received is erased. */
    WITHDRAWN,
    /** The series is over. */
    ENDED;

    /** Something may still be fetched without anybody doing anything. */
    public boolean isRunning() {
        return this == READY || this == FETCHING || this == WAITING;
    }
}
