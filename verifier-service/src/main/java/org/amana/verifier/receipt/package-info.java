/**
 * The check receipt: dated, signed proof that the employer asked and what the answer was (Directive
 * 2009/52/EC Article 4), without identity. A JWS (RFC 7515) of typ {@code amana-check-receipt+jwt} and
 * the same as PDF. Start at {@link org.amana.verifier.receipt.CheckReceipt}.
 */
@NullMarked
package org.amana.verifier.receipt;

import org.jspecify.annotations.NullMarked;
