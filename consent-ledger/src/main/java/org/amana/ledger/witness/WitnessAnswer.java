package org.amana.ledger.witness;

/** What a witness answers to a checkpoint it did not refuse (C2SP tlog-witness, "add-checkpoint"). */
sealed interface WitnessAnswer {
    /**
     * 200.
     *
     * @param lines one or more signature lines
     */
    record Cosigned(String lines) implements WitnessAnswer {}

    /**
     * 409.
     *
     * @param treeSize of the latest cosigned checkpoint
     */
    record Stale(long treeSize) implements WitnessAnswer {}
}
