package org.amana.core.note;

import java.util.List;

/** Text of a note that at least one known key has signed; only {@link UnverifiedNote#verify} makes one. */
public final class VerifiedNote {
    private final String text;
    private final List<NoteSignature> signatures;
    private final List<String> lines;

    /** @param lines the signature lines of {@code signatures}, in the same order */
    VerifiedNote(String text, List<NoteSignature> signatures, List<String> lines) {
        this.text = text;
        this.signatures = List.copyOf(signatures);
        this.lines = List.copyOf(lines);
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

    /** The signature lines of known keys, each as it was found and ended by a newline; what others appended is left out. */
    public List<String> lines() {
        return lines;
    }

    /** The note with these lines alone. */
    public String note() {
        return text + "\n" + String.join("", lines);
    }
}
