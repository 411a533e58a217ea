package org.amana.core.rights;

import org.amana.core.consent.ConsentProblem;

/**
 * How an authority answered that one thing on a card is wrong (GDPR Art. 16). The law names no grounds for a refusal, only
 * that reasons are given (Art. 12(4)); these are the kinds that there are, the reason itself is in words of the office.
 */
public enum RectificationOutcome {
    CORRECTED,
    /** What the register says was looked at and is right. */
    REFUSED_ACCURATE,
    /** It says what was decided: a decision is changed by an appeal, not by a correction. */
    REFUSED_DECISION,
    /** Art. 12(5): manifestly unfounded or excessive. */
    REFUSED_UNFOUNDED;

    public boolean isRefusal() {
        return this != CORRECTED;
    }

    /**
     * By name.
     *
     * @throws org.amana.core.problem.ProblemException {@link ConsentProblem.BadMessage}
     */
    public static RectificationOutcome parse(String name) {
        for (RectificationOutcome one : values()) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        throw ConsentProblem.badMessage("an outcome is CORRECTED or REFUSED_ with a ground");
    }
}
