/**
 * What a person demands of a party that holds data about them (GDPR Art. 12 to 18), and the party's answer. Both are
 * signed, both are entries of the ledger by their commitment alone, and neither carries a value. Entry classes: {@link
 * org.amana.core.rights.RightsRequest}, {@link org.amana.core.rights.RightsAnswer}, {@link
 * org.amana.core.rights.RightsReceipt}.
 */
@NullMarked
package org.amana.core.rights;

import org.jspecify.annotations.NullMarked;
