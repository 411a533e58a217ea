package org.amana.verifier.match;

import org.amana.core.problem.Problem;

/** Why a match cannot be answered. */
public sealed interface MatchProblem extends Problem {

    /** No presentation waits: none came, its time is over, or the match was answered before. */
    record NothingToMatch() implements MatchProblem {
        @Override
        public String code() {
            return "nothing_to_match";
        }

        @Override
        public String detail() {
            return "this check does not wait for a match";
        }
    }
}
