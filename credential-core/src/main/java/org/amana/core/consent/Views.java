package org.amana.core.consent;

import java.util.Locale;

/** What a person under age says themselves of what is asked (UN Convention on the Rights of the Child Art. 12). */
public enum Views {
    YES, NO,
    /** They cannot say: somebody talks with them first. */
    NOT_ABLE;

    /** As in events, such as {@code not_able}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The views with that code.
     *
     * @throws org.amana.core.problem.ProblemException {@link ConsentProblem.MalformedEvent}
     */
    public static Views of(String code) {
        for (Views views : values()) {
            if (views.code().equals(code)) {
                return views;
            }
        }
        throw ConsentProblem.malformedEvent("views are yes, no or not_able");
    }
}
