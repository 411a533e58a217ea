/** A process that follows hands commands to the one that leads (decision 0123); enter at {@link org.amana.ledger.forward.ForwardFilter}. */
@NullMarked
package org.amana.ledger.forward;

import org.jspecify.annotations.NullMarked;
