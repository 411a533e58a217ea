package org.amana.node.tour;

/** A step of the tour that does not hold; the message says what was expected and what came. */
final class TourStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    TourStopped(String sentence) {
        super(sentence);
    }

    TourStopped(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** Goes on only when it holds. */
    static void unless(boolean holds, String sentence) {
        if (!holds) {
            throw new TourStopped(sentence);
        }
    }
}
