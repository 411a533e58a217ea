package org.amana.issuer.rectification;

import org.amana.core.problem.Problem;

/** Why a request is not taken, or not answered. */
sealed interface RectificationProblem extends Problem {
    /** It does not hold, is for another authority, too old, or about something that the card does not say. */
    record BadRequest(String detail) implements RectificationProblem {
        @Override
        public String code() {
            return "bad_request";
        }
    }

    /** The card is none of this authority's that still holds: whoever signed may not ask. */
    record NotOwn(String detail) implements RectificationProblem {
        @Override
        public String code() {
            return "not_own";
        }
    }

    /** No trust list can be had now; the same request may be sent again. */
    record CannotCheck(String detail) implements RectificationProblem {
        @Override
        public String code() {
            return "cannot_check_now";
        }
    }

    /** Its jti came before, in another text. */
    record AlreadyReceived() implements RectificationProblem {
        @Override
        public String code() {
            return "already_received";
        }

        @Override
        public String detail() {
            return "another request with this jti came before";
        }
    }

    /** So many about one card wait for an answer. */
    record TooManyOpen(int most) implements RectificationProblem {
        @Override
        public String code() {
            return "too_many_open";
        }

        @Override
        public String detail() {
            return most + " requests about this card wait for an answer";
        }
    }

    /** There is no such request here. */
    record Unknown() implements RectificationProblem {
        @Override
        public String code() {
            return "not_found";
        }

        @Override
        public String detail() {
            return "there is no such request";
        }
    }

    /** It has its answer. */
    record AlreadyAnswered() implements RectificationProblem {
        @Override
        public String code() {
            return "already_answered";
        }

        @Override
        public String detail() {
            return "The request was answered before; an answer is not changed.";
        }
    }
}
