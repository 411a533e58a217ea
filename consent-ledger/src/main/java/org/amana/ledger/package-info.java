/** The consent ledger: an append-only log of approvals, consents and withdrawals that anyone can check (C2SP tlog-tiles, RFC 6962), and the register of parties and purposes; start at {@link org.amana.ledger.LedgerApplication}. */
@NullMarked
package org.amana.ledger;

import org.jspecify.annotations.NullMarked;
