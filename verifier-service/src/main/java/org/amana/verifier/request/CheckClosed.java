package org.amana.verifier.request;

import java.time.Instant;
import java.util.List;
import org.amana.core.problem.Finding;

/**
 * A check ended with an answer; told within the transaction that ends it. Checks whose time is over end without.
 *
 * @param findings why a presentation was not accepted
 */
public record CheckClosed(CheckId check, CheckState state, List<Finding> findings, Instant at) {
    public CheckClosed {
        findings = List.copyOf(findings);
    }
}
