/**
 * The consent ledger and its register as the other services see them; enter at
 * {@link org.amana.support.ledger.LedgerClient}.
 */
@NullMarked
package org.amana.support.ledger;

import org.jspecify.annotations.NullMarked;
