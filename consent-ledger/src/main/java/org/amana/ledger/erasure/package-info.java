/** Confirmations of recipients that they erased what they kept (GDPR Art. 17), checked and made entries. */
@NullMarked
package org.amana.ledger.erasure;

import org.jspecify.annotations.NullMarked;
