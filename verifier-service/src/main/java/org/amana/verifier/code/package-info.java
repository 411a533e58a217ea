/**
 * Codes that are said aloud: for somebody on the telephone, or whose phone cannot read a QR code, one of the staff has a
 * code made for an open question, and the wallet of whoever was told it gets the link to the question, once (decision
 * 0147). Start at {@link org.amana.verifier.code.GiveCode}.
 */
@NullMarked
package org.amana.verifier.code;

import org.jspecify.annotations.NullMarked;
