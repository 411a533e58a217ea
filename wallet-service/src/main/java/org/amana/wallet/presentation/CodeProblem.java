package org.amana.wallet.presentation;

import java.util.List;
import org.amana.core.vp.RequestCode;
import org.amana.core.vp.RequestCodeProblem;
import org.amana.wallet.problem.WalletProblem;

/** Why a code that somebody was told leads to no question. Nothing but the code went to the office, if that. */
public sealed interface CodeProblem extends WalletProblem {

    @Override
    default int status() {
        return 422;
    }

    /** What is wrong with it can be told at once; it went nowhere. */
    static CodeProblem of(RequestCodeProblem typed) {
        return switch (typed) {
            case RequestCodeProblem.NotDigits() -> new NotDigits();
            case RequestCodeProblem.WrongLength(int digits) -> new WrongLength(digits);
            case RequestCodeProblem.WrongCheckDigit() -> new Mistyped();
        };
    }

    /** No office of the list was chosen. */
    record NoOffice() implements CodeProblem {
        @Override
        public String code() {
            return "code_no_office";
        }

        @Override
        public String detail() {
            return "expected an office of the list";
        }
    }

    /** There are letters in it. */
    record NotDigits() implements CodeProblem {
        @Override
        public String code() {
            return "code_not_digits";
        }

        @Override
        public String detail() {
            return "expected digits";
        }
    }

    /** Digits are missing, or too many. */
    record WrongLength(int typed) implements CodeProblem {
        @Override
        public String code() {
            return "code_wrong_length";
        }

        @Override
        public String detail() {
            return "expected " + RequestCode.LENGTH + " digits, got " + typed;
        }

        @Override
        public List<Object> arguments() {
            return List.of(typed);
        }
    }

    /** The check digit does not fit. */
    record Mistyped() implements CodeProblem {
        @Override
        public String code() {
            return "code_mistyped";
        }

        @Override
        public String detail() {
            return "expected other digits: the last one does not fit the others";
        }
    }

    /** The office does not know it, or not any more; it does not say which. */
    record Unknown() implements CodeProblem {
        @Override
        public String code() {
            return "code_unknown";
        }

        @Override
        public String detail() {
            return "expected a code that the office made and nobody has used";
        }
    }

    /** The office takes no codes for a while, because too many wrong ones came. */
    record OfficePaused() implements CodeProblem {
        @Override
        public String code() {
            return "code_paused";
        }

        @Override
        public String detail() {
            return "expected fewer wrong codes";
        }

        @Override
        public int status() {
            return 503;
        }
    }

    /** The office cannot be reached, or does not answer as one that takes codes. */
    record OfficeAway(String detail) implements CodeProblem {
        @Override
        public String code() {
            return "code_office_away";
        }

        @Override
        public int status() {
            return 502;
        }
    }

    /** Behind the code somebody else asks than the office that was chosen. */
    record AnotherAsks() implements CodeProblem {
        @Override
        public String code() {
            return "code_another_asks";
        }

        @Override
        public String detail() {
            return "expected a request of the chosen office";
        }
    }
}
