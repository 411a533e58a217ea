package org.amana.core.register;

import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;

/** A register entry, trust list or registration certificate that is not accepted. */
public sealed interface RegisterProblem extends Problem {
    /** A party or intended use lacks a member or has one of the wrong shape. */
    record MalformedEntry(String detail) implements RegisterProblem {
        @Override
        public String code() {
            return "malformed_register_entry";
        }
    }

    /** Not a trust list, or one whose time has passed. */
    record BadTrustList(String detail) implements RegisterProblem {
        @Override
        public String code() {
            return "bad_trust_list";
        }
    }

    /** Not a registration certificate, or one that is not valid now. */
    record BadRegistrationCertificate(String detail) implements RegisterProblem {
        @Override
        public String code() {
            return "bad_registration_certificate";
        }
    }

    static ProblemException malformed(String detail) {
        return new ProblemException(new MalformedEntry(detail));
    }

    static ProblemException badTrustList(String detail) {
        return new ProblemException(new BadTrustList(detail));
    }

    static ProblemException badCertificate(String detail) {
        return new ProblemException(new BadRegistrationCertificate(detail));
    }
}
