/** Consents from GIVEN to WITHDRAWN and ERASED: what may follow what, what stands now, and how recipients are told; other features use {@link org.amana.ledger.consent.Consents}. */
@NullMarked
package org.amana.ledger.consent;

import org.jspecify.annotations.NullMarked;
