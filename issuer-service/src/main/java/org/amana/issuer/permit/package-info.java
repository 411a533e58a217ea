/**
 * Leave to release a person's data once: asked of the ledger, proved by its log, spent at the one way out. Enter at
 * {@link org.amana.issuer.permit.Permits}; a {@link org.amana.issuer.permit.Permit} is made nowhere else.
 */
@NullMarked
package org.amana.issuer.permit;

import org.jspecify.annotations.NullMarked;
