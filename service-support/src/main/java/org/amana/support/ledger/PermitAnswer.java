package org.amana.support.ledger;

import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.DenyReason;

/** What the ledger decided about a release; either way it is an entry, whose receipt the caller verifies. */
public sealed interface PermitAnswer {
    /** Place of the entry in the log, from zero. */
    long index();

    ConsentReceipt receipt();

    /** One release may begin, within {@link org.amana.core.consent.PermitRule#LIFETIME} of the time in the receipt. */
    record Permitted(long index, ConsentReceipt receipt) implements PermitAnswer {}

    /** Nothing may be released. */
    record Denied(DenyReason reason, long index, ConsentReceipt receipt) implements PermitAnswer {}
}
