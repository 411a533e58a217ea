/**
 * What the ledger can read of a person lies encrypted under a key of the person's relation, and is found by names that
 * only this ledger can compute. The key is wrapped by the key of a week, which is destroyed after the backup window:
 * start at {@link org.amana.ledger.sealing.SubjectKeys}.
 */
@NullMarked
package org.amana.ledger.sealing;

import org.jspecify.annotations.NullMarked;
