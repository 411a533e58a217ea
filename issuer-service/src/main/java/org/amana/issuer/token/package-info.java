/**
 * The token endpoint: Spring Authorization Server with the pre-authorized code grant (OpenID4VCI 1.0 section 6). Enter at
 * {@link org.amana.issuer.token.TokenEndpoint}.
 */
@NullMarked
package org.amana.issuer.token;

import org.jspecify.annotations.NullMarked;
