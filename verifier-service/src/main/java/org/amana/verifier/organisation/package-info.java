/**
 * The organisations that ask, from configuration: their names, access certificates (HAIP 1.0 section 5),
 * staff, and the intended uses they registered with the ledger (ETSI TS 119 475). Start at
 * {@link org.amana.verifier.organisation.Organisations}.
 */
@NullMarked
package org.amana.verifier.organisation;

import org.jspecify.annotations.NullMarked;
