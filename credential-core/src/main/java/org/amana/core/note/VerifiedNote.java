package org.amana.core.note;

import java.util.List;

/** Text of a note that at least one known key has signed; only {@link UnverifiedNote#verify} makes one. */
public final class VerifiedNote {
    private final String text;
    private final List<VerifierKey> signers;

    VerifiedNote(String text, List<VerifierKey> signers) {
        this.text = text;
        this.signers = List.copyOf(signers);
    }

    /** The text with its last newline. */
    public String text() {
        return text;
    }

    /** Every known key that signed. */
    public List<VerifierKey> signers() {
        return signers;
    }
}
