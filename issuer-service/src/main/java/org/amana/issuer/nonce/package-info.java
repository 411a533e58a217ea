/** The nonce endpoint (OpenID4VCI 1.0 section 7). Enter at {@link org.amana.issuer.nonce.Nonces}. */
@NullMarked
package org.amana.issuer.nonce;

import org.jspecify.annotations.NullMarked;
