/** Tests of {@link org.amana.ledger.staff}. */
@NullMarked
package org.amana.ledger.staff;

import org.jspecify.annotations.NullMarked;
