package org.amana.core.note;

import java.util.List;

/** Text of a note that at least one known key has signed; only {@link UnverifiedNote#verify} makes one. */
public final class VerifiedNote {
    private final String text;
    private final List<NoteSignature> signatures;

    VerifiedNote(String text, List<NoteSignature> signatures) {
        this.text = text;
        this.signatures = List.copyOf(signatures);
    }

    /** The text with its last newline. */
    public String text() {
        return text;
    }

    /** Every signature by a known key. */
    public List<NoteSignature> signatures() {
        return signatures;
    }

    /** Every known key that signed. */
    public List<VerifierKey> signers() {
        return signatures.stream().map(NoteSignature::key).toList();
    }
}
