/** Consents from the first answer (GIVEN, REFUSED, DEFERRED) to RENEWED, WITHDRAWN and ERASED: what may follow what, what stands now, and how recipients are told; other features use {@link org.amana.ledger.consent.Consents}. */
@NullMarked
package org.amana.ledger.consent;

import org.jspecify.annotations.NullMarked;
