package org.amana.ledger.hold;

import org.amana.core.problem.ProblemException;

/**
 * What an officer asks for, checked.
 *
 * @param law 3 to 200 characters
 * @param reason 10 to 500 characters
 */
public record HoldOrder(LegalHold.Ground ground, String law, String reason) {
    private static final int SHORTEST_LAW = 3;
    private static final int LONGEST_LAW = 200;
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    /** @throws ProblemException {@link HoldProblem.BadOrder} */
    public HoldOrder {
        law = text(law, SHORTEST_LAW, LONGEST_LAW, "Name the provision that demands it, in 3 to 200 characters.");
        reason = text(reason, SHORTEST_REASON, LONGEST_REASON,
                "Say in 10 to 500 characters why this must be kept; the person reads it.");
    }

    private static String text(String typed, int shortest, int longest, String sentence) {
        String text = typed.strip();
        if (text.codePoints().anyMatch(Character::isISOControl) || text.length() < shortest
                || text.length() > longest) {
            throw new ProblemException(new HoldProblem.BadOrder(sentence));
        }
        return text;
    }
}
