package org.amana.core.jose;

import org.amana.core.problem.ErrorText;
import org.amana.core.problem.Problem;

/** A JWS or JWE that is not accepted. Surfaces translate these into the code of their endpoint. */
public sealed interface JoseProblem extends Problem {
    /** Larger than the caller's limit; nothing of it was parsed. */
    record TooLarge(int maxBytes) implements JoseProblem {
        @Override
        public String code() {
            return "jose_too_large";
        }

        @Override
        public String detail() {
            return "token is larger than " + maxBytes + " bytes";
        }
    }

    /** Not a compact serialization, or a part that is not base64url or not a strict JSON object (RFC 7515 section 5.2). */
    record Malformed(String detail) implements JoseProblem {
        @Override
        public String code() {
            return "malformed_jose";
        }
    }

    /** {@code alg} or {@code enc} is missing or outside our list, whatever key is offered (RFC 8725 section 3.1). */
    record AlgorithmNotAllowed(String detail) implements JoseProblem {
        @Override
        public String code() {
            return "algorithm_not_allowed";
        }
    }

    /** {@code crit}, {@code b64} or {@code zip} is present: we process no extension (RFC 7515 section 4.1.11). */
    record HeaderNotAllowed(String member) implements JoseProblem {
        @Override
        public String code() {
            return "header_not_allowed";
        }

        @Override
        public String detail() {
            return "header member " + member + " is not allowed";
        }
    }

    /** {@code typ} is not the one of this kind of token (RFC 8725 section 3.11). */
    record WrongTyp(String expected, String found) implements JoseProblem {
        @Override
        public String code() {
            return "wrong_typ";
        }

        @Override
        public String detail() {
            return "typ " + expected + " expected, found " + ErrorText.quote(found);
        }
    }

    /** Not the key's signature of these bytes; also DER form, wrong length, r or s zero or not below n. */
    record BadSignature(String detail) implements JoseProblem {
        @Override
        public String code() {
            return "bad_signature";
        }
    }

    /** One text for every failure behind the header, so that nobody can probe with it. */
    record CannotDecrypt() implements JoseProblem {
        @Override
        public String code() {
            return "cannot_decrypt";
        }

        @Override
        public String detail() {
            return "the encrypted message could not be read";
        }
    }
}
