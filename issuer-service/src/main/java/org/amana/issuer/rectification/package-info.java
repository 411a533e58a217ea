/**
 * What persons hold wrong on the cards of an authority (GDPR Art. 16): taken from their wallets, signed by the key of the
 * card, answered at the desk within a month. The office's own register stays the master: nothing here changes it. Start at
 * {@link org.amana.issuer.rectification.ReceiveRectification}.
 */
@NullMarked
package org.amana.issuer.rectification;

import org.jspecify.annotations.NullMarked;
