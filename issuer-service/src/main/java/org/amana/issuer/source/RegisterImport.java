package org.amana.issuer.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An import as a clerk sees it, while it runs and after.
 *
 * @param rows read so far, without the header
 * @param accepted new or changed; in a dry run those that would be
 * @param unchanged the register had them already
 * @param refused rows with errors; the others are imported all the same
 * @param failure a sentence when the file as a whole could not be read, else empty
 * @param errors the first {@value #MAX_ERRORS}, in the order of the file
 */
public record RegisterImport(UUID id, String actor, boolean isDryRun, State state, int rows, int accepted,
                             int unchanged, int refused, String failure, Instant startedAt, Optional<Instant> endedAt,
                             List<RowError> errors) {
    /** Errors kept of one file. */
    public static final int MAX_ERRORS = 500;

    /** {@code FAILED}: the file could not be read, or the service stopped meanwhile. */
    public enum State {
        RUNNING, DONE, FAILED
    }

    public RegisterImport {
        errors = List.copyOf(errors);
    }
}
