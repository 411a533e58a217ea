package org.amana.core.json;

import org.amana.core.problem.Problem;

/** Text that is not the JSON we accept. */
public sealed interface JsonProblem extends Problem {
    /** Longer than the caller's limit; nothing of it was parsed. */
    record TooLarge(int maxBytes) implements JsonProblem {
        @Override
        public String code() {
            return "json_too_large";
        }

        @Override
        public String detail() {
            return "JSON text is larger than " + maxBytes + " bytes";
        }
    }

    /** Not JSON (RFC 8259), not I-JSON (RFC 7493: duplicate names, lone surrogates), too deep, or not an object. */
    record MalformedJson(String detail) implements JsonProblem {
        @Override
        public String code() {
            return "malformed_json";
        }
    }

    /** Not base64url without padding (RFC 7515 section 2). */
    record MalformedBase64Url() implements JsonProblem {
        @Override
        public String code() {
            return "malformed_base64url";
        }

        @Override
        public String detail() {
            return "base64url without padding expected";
        }
    }
}
