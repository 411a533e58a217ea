/** Permits: who may ask for one in the name of which authority, and who may tell what became of it; whether it is given is decided by {@link org.amana.ledger.consent.Exchanges}, in the one order of the log. */
@NullMarked
package org.amana.ledger.permit;

import org.jspecify.annotations.NullMarked;
