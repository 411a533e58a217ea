package org.amana.core.rights;

import org.amana.core.consent.ConsentProblem;

/** How a request was answered: done, or refused on one of the grounds that the law knows (GDPR Art. 17(3)). */
public enum RightsOutcome {
    ERASED,
    /** Art. 17(3)(a): freedom of expression and information. */
    REFUSED_EXPRESSION,
    /** Art. 17(3)(b): a legal obligation, or a task in the public interest. */
    REFUSED_OBLIGATION,
    /** Art. 17(3)(c): public health. */
    REFUSED_HEALTH,
    /** Art. 17(3)(d): archiving in the public interest, research, statistics. */
    REFUSED_ARCHIVE,
    /** Art. 17(3)(e): legal claims. */
    REFUSED_CLAIMS;

    public boolean isRefusal() {
        return this != ERASED;
    }

    /**
     * By name.
     *
     * @throws org.amana.core.problem.ProblemException {@link ConsentProblem.BadMessage}
     */
    public static RightsOutcome parse(String name) {
        for (RightsOutcome one : values()) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        throw ConsentProblem.badMessage("an outcome is ERASED or REFUSED_ with a ground of Art. 17(3) GDPR");
    }
}
