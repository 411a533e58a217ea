package org.amana.core.testing;

import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;

/**
 * The problem that a call ends in.
 *
 * <pre>
 * assertThat(Problems.of(() -> parse(text))).isInstanceOf(MalformedJson.class);
 * </pre>
 */
public final class Problems {
    private Problems() {}

    /** Anything but a {@link ProblemException} fails the test. */
    public static Problem of(Call call) {
        try {
            call.run();
        } catch (ProblemException e) {
            return e.problem();
        }
        throw new AssertionError("a problem was expected, the call succeeded");
    }

    /** The machine word of that problem. */
    public static String codeOf(Call call) {
        return of(call).code();
    }

    /** True where the call returns or ends in a problem; any other exception goes on to the test. */
    public static boolean onlyProblemsFrom(Call call) {
        try {
            call.run();
            return true;
        } catch (ProblemException e) {
            return e.problem().description().matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]*");
        }
    }

    /** What is tried. */
    @FunctionalInterface
    public interface Call {
        void run();
    }
}
