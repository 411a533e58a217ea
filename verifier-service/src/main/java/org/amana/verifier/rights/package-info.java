/**
 * What persons ask of an organisation by right (GDPR Art. 12 and 17): taken from their wallets, answered at the desk within
 * a month, the signed answer entered into the ledger before the person reads it. Start at {@link
 * org.amana.verifier.rights.ReceiveRight}.
 */
@NullMarked
package org.amana.verifier.rights;

import org.jspecify.annotations.NullMarked;
