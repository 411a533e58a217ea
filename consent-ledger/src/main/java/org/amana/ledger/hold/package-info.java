/**
 * What a law demands to be kept for now: a relation under a legal hold is not erased (GDPR Art. 17(3)). Set and lifted by
 * the data protection officer, each an entry of the log: enter at {@link org.amana.ledger.hold.LegalHolds}.
 */
@NullMarked
package org.amana.ledger.hold;

import org.jspecify.annotations.NullMarked;
