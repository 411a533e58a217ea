package org.amana.core.problem;

/**
 * A wrong input, named. Each specification has a sealed family of records that extend this; a
 * surface turns one into its answer with a single switch.
 *
 * <pre>
 * {"error": code(), "error_description": description()}
 * </pre>
 */
public interface Problem {
    /** The specification's error code, or our machine word where it has none, e.g. {@code invalid_proof}. */
    String code();

    /** What was expected and what came, without secrets or personal data. May quote foreign text. */
    String detail();

    /** {@link #detail()} in the only characters that may leave the process (RFC 6749 section 5.2). */
    default String description() {
        return ErrorText.of(detail());
    }
}
