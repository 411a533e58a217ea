/**
 * What the schemas say about issuing a type: validity, batch, and which register column fills which claim. Enter at
 * {@link org.amana.issuer.catalogue.IssuanceRules}.
 */
@NullMarked
package org.amana.issuer.catalogue;

import org.jspecify.annotations.NullMarked;
