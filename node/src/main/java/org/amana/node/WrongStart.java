package org.amana.node;

/** The node cannot start as asked; the message is one plain sentence for the person at the terminal. */
public final class WrongStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongStart(String sentence) {
        super(sentence);
    }

    public WrongStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
