/**
 * Whether a presentation holds: the query's shape, issuer, holder binding and status (OpenID4VP 1.0 section 8.6,
 * RFC 9901 section 7.3, draft-ietf-oauth-status-list-20 section 8.3), all findings in that order. Start at
 * {@link org.amana.verifier.verification.VerifyPresentation}.
 */
@NullMarked
package org.amana.verifier.verification;

import org.jspecify.annotations.NullMarked;
