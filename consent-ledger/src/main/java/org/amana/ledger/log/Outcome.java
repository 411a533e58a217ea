package org.amana.ledger.log;

import org.amana.core.problem.ProblemException;

/** What became of a submission. */
sealed interface Outcome {
    record Done(Appended appended) implements Outcome {}

    record Refused(ProblemException problem) implements Outcome {}
}
