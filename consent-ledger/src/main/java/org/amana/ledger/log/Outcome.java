package org.amana.ledger.log;

import org.amana.core.problem.ProblemException;

/** What became of a submission in its batch. */
sealed interface Outcome {
    /** Its entry is durable; the first checkpoint of that size or more is not signed yet. */
    record Stored(long index, long treeSize) implements Outcome {}

    /** An earlier request with its key was answered with this. */
    record Repeated(Appended appended) implements Outcome {}

    record Refused(ProblemException problem) implements Outcome {}
}
