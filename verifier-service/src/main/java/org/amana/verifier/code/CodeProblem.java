package org.amana.verifier.code;

import org.amana.core.problem.Problem;

/** Why no code is made. */
public sealed interface CodeProblem extends Problem {

    /** The question is over, a wallet has it, or it belongs to a browser that began it. */
    record NothingToSay() implements CodeProblem {
        @Override
        public String code() {
            return "nothing_to_say";
        }

        @Override
        public String detail() {
            return "this question is answered, over, or in a wallet already, so there is no code for it";
        }
    }
}
