package org.amana.ledgercli;

/** A file or address could not be read; says nothing about the log. */
final class CannotRead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotRead(String sentence) {
        super(sentence);
    }

    CannotRead(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
