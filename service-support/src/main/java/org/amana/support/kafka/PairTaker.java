package org.amana.support.kafka;

/** Who reads one of the two topics of a pair. The broker proves nothing: all of it is verified by who takes it. */
public interface PairTaker {
    /** Whether the reading side of that pair is in this service. */
    boolean isHere(OrderPair pair);

    /** Longest message; a longer one is dropped unread. */
    int maxBytes();

    /**
     * Does what a message says, if it holds; what is thrown is logged without its message and the next one read.
     *
     * @param pair by whose topic it came
     * @param message as it came, a character for each byte
     */
    void take(OrderPair pair, String message);
}
