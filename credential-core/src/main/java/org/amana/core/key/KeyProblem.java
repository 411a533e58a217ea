package org.amana.core.key;

import org.amana.core.problem.Problem;

/** Key material that is not a usable P-256 key. */
public sealed interface KeyProblem extends Problem {
    /** Wrong type or curve, coordinate of wrong length, point off the curve, private where public is due (RFC 8725 section 3.4). */
    record BadKey(String detail) implements KeyProblem {
        @Override
        public String code() {
            return "bad_key";
        }
    }
}
