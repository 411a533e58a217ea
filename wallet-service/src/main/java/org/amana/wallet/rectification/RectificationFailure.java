package org.amana.wallet.rectification;

import java.util.List;
import org.amana.wallet.problem.WalletProblem;

/** Why a request was not made, or not taken. */
public sealed interface RectificationFailure extends WalletProblem {

    /** Nothing is ticked, or something that the card does not say. */
    record NothingTicked(String detail) implements RectificationFailure {
        @Override
        public String code() {
            return "nothing_ticked";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** The words are too long, or hold characters that nobody types. */
    record WordsTooLong(int most) implements RectificationFailure {
        @Override
        public String code() {
            return "words_too_long";
        }

        @Override
        public String detail() {
            return "expected at most " + most + " characters without control characters";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }
    }

    /** The card ended or was stopped, so its key proves nothing any more. */
    record CardEnded() implements RectificationFailure {
        @Override
        public String code() {
            return "card_ended";
        }

        @Override
        public String detail() {
            return "expected a card that has not ended and was not revoked";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /** The authority has no place where it takes this. */
    record NotOffered(String detail) implements RectificationFailure {
        @Override
        public String code() {
            return "rectification_not_offered";
        }

        @Override
        public int status() {
            return 502;
        }

        @Override
        public boolean shared() {
            return true;
        }
    }

    /** Five requests about this card wait there. */
    record TooManyWait() implements RectificationFailure {
        @Override
        public String code() {
            return "rectification_too_many";
        }

        @Override
        public String detail() {
            return "the authority takes no further request about this card before it has answered one";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public boolean shared() {
            return true;
        }
    }

    /** The authority read it and does not accept it. */
    record NotTaken(String detail) implements RectificationFailure {
        @Override
        public String code() {
            return "rectification_not_taken";
        }

        @Override
        public int status() {
            return 502;
        }

        @Override
        public boolean shared() {
            return true;
        }
    }
}
