/**
 * What a person demands of a party that holds data about them (GDPR Art. 12 to 18), and the party's answer. Both are
 * signed, both are entries of the ledger by their commitment alone, and neither carries a value. Entry classes: {@link
 * org.amana.core.rights.RightsRequest}, {@link org.amana.core.rights.RightsAnswer}, {@link
 * org.amana.core.rights.RightsReceipt}. What is wrong on a card goes to the authority that issued it, in the person's
 * words and past the ledger: {@link org.amana.core.rights.RectificationRequest}, {@link
 * org.amana.core.rights.RectificationAnswer}.
 */
@NullMarked
package org.amana.core.rights;

import org.jspecify.annotations.NullMarked;
