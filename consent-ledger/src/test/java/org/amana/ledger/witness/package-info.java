/** Tests of witnessing. */
@NullMarked
package org.amana.ledger.witness;

import org.jspecify.annotations.NullMarked;
