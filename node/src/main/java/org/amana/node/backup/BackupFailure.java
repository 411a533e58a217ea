package org.amana.node.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A backup or a restore cannot be made; the message is one plain sentence or two for the person at the terminal. */
public final class BackupFailure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Reason reason;

    /** What a script can tell apart. 2 is a command that was misunderstood. */
    public enum Reason {
        /** What is asked for makes no sense here: no node in that folder, a target that is not empty. */
        REFUSED(1),
        /** A file, a folder or the database cannot be read or written. */
        UNREACHABLE(3),
        /** The copy is damaged, not whole, of another node or of a newer program. */
        BAD_COPY(4),
        /** The log went on after this copy, or nobody said whether it did. */
        LOG_WENT_ON(5);

        private final int exitCode;

        Reason(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    public BackupFailure(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public BackupFailure(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /** Something could not be written there. */
    public static BackupFailure writing(Path place, IOException why) {
        String text = Optional.ofNullable(why.getMessage()).orElse("").toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("quota")) {
            return new BackupFailure(Reason.UNREACHABLE, "There is not enough room for it in " + place
                    + ". Nothing was left behind there; make room or name another folder.", why);
        }
        if (why instanceof AccessDeniedException || text.contains("read-only")) {
            return new BackupFailure(Reason.UNREACHABLE, place + " cannot be written. Give this user the right to, or "
                    + "name another folder.", why);
        }
        return new BackupFailure(Reason.UNREACHABLE, place + " cannot be written: " + word(why) + ".", why);
    }

    /** The same. */
    public static BackupFailure writing(Path place, UncheckedIOException why) {
        return writing(place, Optional.ofNullable(why.getCause()).orElseGet(() -> new IOException(why)));
    }

    /** Something could not be read. */
    public static BackupFailure reading(Path place, IOException why) {
        return new BackupFailure(Reason.UNREACHABLE, place + " cannot be read: " + word(why) + ".", why);
    }

    private static String word(IOException why) {
        if (why instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return why.getClass().getSimpleName().replace("Exception", "");
    }

    public Reason reason() {
        return reason;
    }
}
