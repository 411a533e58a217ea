/** Witnessing (C2SP tlog-witness, tlog-cosignature, tlog-policy): this node cosigns checkpoints of other logs, asks witnesses to cosign its own, and notices logs that show two histories; other features show what they see to {@link org.amana.ledger.witness.SeenCheckpoints} and ask {@link org.amana.ledger.witness.Forks}. */
@NullMarked
package org.amana.ledger.witness;

import org.jspecify.annotations.NullMarked;
