package org.amana.ledger.log;

import java.util.List;

/**
 * A batch after its transaction.
 *
 * @param outcomes one for each submission, in their order
 * @param tip of the log that holds them
 */
record Written(List<Outcome> outcomes, Tip tip) {
    Written {
        outcomes = List.copyOf(outcomes);
    }
}
