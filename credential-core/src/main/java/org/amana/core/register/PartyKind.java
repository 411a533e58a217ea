package org.amana.core.register;

import java.util.Locale;

/** What a party is; decides how it is shown, not what it may do. */
public enum PartyKind {
    AUTHORITY, EMPLOYER;

    /** @throws org.amana.core.problem.ProblemException {@link RegisterProblem.MalformedEntry} */
    static PartyKind parse(String word) {
        for (PartyKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw RegisterProblem.malformed("the kind of a party is authority or employer");
    }

    /** As the register writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
