package org.amana.support.ledger;

import org.amana.core.note.TlogProof;

/**
 * An entry that the ledger cannot read, and the proof that it is in the tree.
 *
 * @param index zero-based place in the log
 */
public record BlindReceipt(long index, TlogProof proof) {
    public BlindReceipt {
        if (index < 0) {
            throw new IllegalArgumentException("an index is not negative");
        }
    }
}
