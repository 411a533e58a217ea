package org.amana.core.problem;

/**
 * One reason why a presentation, token or chain is not accepted; verdicts carry all of them in the
 * order of the specification.
 *
 * @param reason machine word, e.g. {@code nonce_mismatch}
 * @param detail one sentence for a person, in the characters of {@link ErrorText}
 */
public record Finding(String reason, String detail) {
    public Finding {
        if (!reason.matches("[a-z0-9_]{1,64}")) {
            throw new IllegalArgumentException("reason must be a machine word");
        }
        detail = ErrorText.of(detail);
    }

    /** The problem that stopped a check, as a finding: its code is the reason. */
    public static Finding of(Problem problem) {
        return new Finding(problem.code(), problem.detail());
    }
}
