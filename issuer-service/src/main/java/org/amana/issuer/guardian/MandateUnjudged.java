package org.amana.issuer.guardian;

import org.amana.core.problem.Problem;

/**
 * Whether a mandate still holds cannot be told now: its status list, or the trust list, cannot be had. Nothing is
 * released meanwhile.
 *
 * @param detail what is missing
 */
public record MandateUnjudged(String detail) implements Problem {
    @Override
    public String code() {
        return "mandate_unjudged";
    }
}
