package org.amana.core.note;

import java.util.Objects;

/** A checkpoint that all keys of a log have signed, and the note to show for it; only {@link LogIdentity#openSigned} makes one. */
public final class SignedCheckpoint {
    private final Checkpoint checkpoint;
    private final String note;

    SignedCheckpoint(Checkpoint checkpoint, String note) {
        this.checkpoint = checkpoint;
        this.note = note;
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Text, empty line and the log's own signature lines. */
    public String note() {
        return note;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedCheckpoint that && checkpoint.equals(that.checkpoint) && note.equals(that.note);
    }

    @Override
    public int hashCode() {
        return Objects.hash(checkpoint, note);
    }

    @Override
    public String toString() {
        return note;
    }
}
