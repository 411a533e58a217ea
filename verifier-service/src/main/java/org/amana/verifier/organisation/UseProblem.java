package org.amana.verifier.organisation;

import org.amana.core.problem.Problem;

/** Why an organisation may not ask. */
public sealed interface UseProblem extends Problem {

    /** The register knows no such intended use of this party, or its certificate speaks for somebody else. */
    record NotRegistered(String detail) implements UseProblem {
        @Override
        public String code() {
            return "intended_use_not_registered";
        }
    }
}
