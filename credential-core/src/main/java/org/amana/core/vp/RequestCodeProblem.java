package org.amana.core.vp;

import org.amana.core.problem.Problem;

/** Why what was typed is no {@link RequestCode}. It is told where it was typed; nobody else learns of it. */
public sealed interface RequestCodeProblem extends Problem {

    /** Letters, or far too much. */
    record NotDigits() implements RequestCodeProblem {
        @Override
        public String code() {
            return "code_not_digits";
        }

        @Override
        public String detail() {
            return "a code has " + RequestCode.LENGTH + " digits and no letters";
        }
    }

    /** Digits are missing, or too many. */
    record WrongLength(int typed) implements RequestCodeProblem {
        @Override
        public String code() {
            return "code_wrong_length";
        }

        @Override
        public String detail() {
            return "a code has " + RequestCode.LENGTH + " digits, got " + typed;
        }
    }

    /** The check digit does not fit the others: at least one was mistyped or misheard. */
    record WrongCheckDigit() implements RequestCodeProblem {
        @Override
        public String code() {
            return "code_mistyped";
        }

        @Override
        public String detail() {
            return "a digit differs from what was said";
        }
    }
}
