package org.amana.wallet.problem;

/** Refusals that belong to no feature. */
public sealed interface ApiProblem extends WalletProblem {

    /** No session, or it ran out: the wallet locks after 15 idle minutes. */
    record Locked() implements ApiProblem {
        @Override
        public String code() {
            return "wallet_locked";
        }

        @Override
        public String detail() {
            return "expected an unlocked session";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /** A page's request lacks the CSRF token of its session. */
    record PageTooOld() implements ApiProblem {
        @Override
        public String code() {
            return "page_too_old";
        }

        @Override
        public String detail() {
            return "expected the CSRF token of this session";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /** The body is not the JSON the endpoint asks for. */
    record UnreadableRequest(String detail) implements ApiProblem {
        @Override
        public String code() {
            return "unreadable_request";
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /** What a scanned or pasted text led to is not what its specification says. */
    record NotUnderstood(String detail) implements ApiProblem {
        @Override
        public String code() {
            return "not_understood";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** The other side did not answer, or not as it should. */
    record PeerFailed(String detail) implements ApiProblem {
        @Override
        public String code() {
            return "peer_failed";
        }

        @Override
        public int status() {
            return 502;
        }
    }

    /** The wallet's own database does not answer. */
    record StoreDown() implements ApiProblem {
        @Override
        public String code() {
            return "store_down";
        }

        @Override
        public String detail() {
            return "expected the database to answer";
        }

        @Override
        public int status() {
            return 503;
        }
    }

    /** The trust list cannot be had, so nobody's papers can be checked. */
    record RegisterDown(String detail) implements ApiProblem {
        @Override
        public String code() {
            return "register_down";
        }

        @Override
        public int status() {
            return 503;
        }
    }

    /** A fault of ours; the log has it under the help code. */
    record Fault() implements ApiProblem {
        @Override
        public String code() {
            return "fault";
        }

        @Override
        public String detail() {
            return "unexpected";
        }

        @Override
        public int status() {
            return 500;
        }
    }

    /** Nothing of that id in this wallet. */
    record NotFound(String detail) implements ApiProblem {
        @Override
        public String code() {
            return "not_found";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /** The step was already taken, or another must come first. */
    record WrongStep(String detail) implements ApiProblem {
        @Override
        public String code() {
            return "wrong_step";
        }

        @Override
        public int status() {
            return 409;
        }
    }
}
