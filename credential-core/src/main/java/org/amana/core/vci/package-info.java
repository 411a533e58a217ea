/**
 * Messages of OpenID for Verifiable Credential Issuance 1.0: offers, metadata, tokens, nonces, credential requests and
 * key proofs, for the wallet and for the issuer. A wallet enters at {@link org.amana.core.vci.CredentialOfferLink}, an
 * issuer at {@link org.amana.core.vci.CredentialRequest}.
 */
@NullMarked
package org.amana.core.vci;

import org.jspecify.annotations.NullMarked;
