/** Tests of {@link org.amana.ledger.audit}. */
@NullMarked
package org.amana.ledger.audit;

import org.jspecify.annotations.NullMarked;
