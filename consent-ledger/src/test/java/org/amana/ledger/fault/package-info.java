/** Crashes and attacks on a whole ledger, tried from outside: {@link org.amana.ledger.fault.KilledAtPointTest}. */
@NullMarked
package org.amana.ledger.fault;

import org.jspecify.annotations.NullMarked;
