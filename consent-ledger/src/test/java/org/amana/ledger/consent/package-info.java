/** Tests of {@link org.amana.ledger.consent}. */
@NullMarked
package org.amana.ledger.consent;

import org.jspecify.annotations.NullMarked;
