/**
 * Credential Offers with the pre-authorized code (OpenID4VCI 1.0 section 4): made at the desk, fetched by reference,
 * redeemed once. Enter at {@link org.amana.issuer.offer.Offers}.
 */
@NullMarked
package org.amana.issuer.offer;

import org.jspecify.annotations.NullMarked;
