/** What a person decided, as signed bytes that outlive the screen: events after ISO/IEC TS 27560 and W3C DPV in canonical JSON (RFC 8785), their salted commitments, and receipts that verify offline; start at {@link org.amana.core.consent.ConsentEvent} and {@link org.amana.core.consent.ConsentReceipt}. */
@NullMarked
package org.amana.core.consent;

import org.jspecify.annotations.NullMarked;
