package org.amana.verifier.exchange.order;

/** Where an order stands. */
public enum ExchangeState {
    /** The person was asked and has not answered. */
    ASKED,
    /** The person, who is under age, said yes; their guardian was asked and has not answered. */
    ASKED_GUARDIAN,
    /** The person said no, or their wallet does not have the card: the two look the same. */
    REFUSED,
    /** The person, or their guardian, did not answer in time. */
    EXPIRED,
    /** The desk took the question back before it was answered. */
    CANCELLED,
    /** Person and guardian disagree, or the person cannot say: it waits for one of the staff, and nothing is fetched. */
    CONFLICT,
    /** One of the staff saw to that: both were asked again, or a note was taken. */
    SETTLED,
    /** All who were asked agreed; the data are to be fetched, now or when the next try is due. */
    READY,
    /** An instance is fetching. */
    FETCHING,
    /** What was asked for once is here. */
    DELIVERED,
    /** A delivery of a series is here, the next one has its time. */
    WAITING,
    /** The person is of age now, or the mandate of their guardian ended: it waits for their own word. */
    SUSPENDED,
    /** The source, or its ledger, does not permit it. */
    DENIED,
    /** It came to nothing; the reason says whether another try can help. */
    FAILED,
    /** The person, or their guardian, took the consent back, and what was received is erased. */
    WITHDRAWN,
    /** The series is over. */
    ENDED;

    /** Somebody was asked and has not answered. */
    public boolean isAsked() {
        return this == ASKED || this == ASKED_GUARDIAN;
    }

    /** Something may still be fetched without anybody doing anything. */
    public boolean isRunning() {
        return this == READY || this == FETCHING || this == WAITING;
    }
}
