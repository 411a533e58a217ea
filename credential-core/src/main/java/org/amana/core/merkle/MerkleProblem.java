package org.amana.core.merkle;

import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;

/** Text or bytes that are not what RFC 6962 or C2SP tlog-tiles describe. */
public sealed interface MerkleProblem extends Problem {
    /** Not 32 bytes, or not canonical base64 of them. */
    record MalformedHash(String detail) implements MerkleProblem {
        @Override
        public String code() {
            return "malformed_hash";
        }
    }

    /** Not a tile, a tile path or an entry bundle. */
    record MalformedTile(String detail) implements MerkleProblem {
        @Override
        public String code() {
            return "malformed_tile";
        }
    }

    /** A proof that names a leaf or a size the tree does not have. */
    record OutOfRange(String detail) implements MerkleProblem {
        @Override
        public String code() {
            return "out_of_range";
        }
    }

    static ProblemException malformedHash(String detail) {
        return new ProblemException(new MalformedHash(detail));
    }

    static ProblemException malformedTile(String detail) {
        return new ProblemException(new MalformedTile(detail));
    }

    static ProblemException outOfRange(String detail) {
        return new ProblemException(new OutOfRange(detail));
    }
}
