/**
 * What wallets read first: Credential Issuer Metadata (OpenID4VCI 1.0 section 12.2) and authorization server metadata (RFC
 * 8414), at path-inserted well-known addresses.
 */
@NullMarked
package org.amana.issuer.metadata;

import org.jspecify.annotations.NullMarked;
