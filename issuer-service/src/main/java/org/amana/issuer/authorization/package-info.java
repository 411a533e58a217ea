/**
 * The OAuth side that the token and credential endpoints share: access tokens (RFC 9068) bound to the wallet's key by DPoP
 * (RFC 9449). Enter at {@link org.amana.issuer.authorization.AccessTokens} and
 * {@link org.amana.issuer.authorization.DpopCheck}.
 */
@NullMarked
package org.amana.issuer.authorization;

import org.jspecify.annotations.NullMarked;
