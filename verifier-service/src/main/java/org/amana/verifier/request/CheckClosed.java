package org.amana.verifier.request;

import java.time.Instant;
import java.util.List;
import org.amana.core.problem.Finding;

/**
 * A check ended with an answer; told within the transaction that ends it. Checks whose time is over end without.
 *
 * @param findings why a presentation was not accepted; of a refusal {@link #NOT_ABLE}, where the person said so
 */
public record CheckClosed(CheckId check, CheckState state, List<Finding> findings, Instant at) {
    /** The person under age cannot say: somebody talks with them first. */
    public static final String NOT_ABLE = "not_able";

    public CheckClosed {
        findings = List.copyOf(findings);
    }
}
