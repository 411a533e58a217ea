/**
 * Withdrawals: the ledger tells an authority that a person took back the consent it sends data under. Enter at {@link
 * org.amana.issuer.withdrawal.ReceiveNotice}.
 */
@NullMarked
package org.amana.issuer.withdrawal;

import org.jspecify.annotations.NullMarked;
