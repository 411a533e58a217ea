/**
 * {@code amana-ledger}: verifies receipts and whole logs offline, without asking the operator (C2SP tlog-proof,
 * tlog-tiles); enter at {@link org.amana.ledgercli.AmanaLedger}.
 */
@NullMarked
package org.amana.ledgercli;

import org.jspecify.annotations.NullMarked;
