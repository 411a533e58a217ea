/**
 * What may be used once only, across instances: DPoP proofs (RFC 9449 section 11.1) and nonces. Enter at
 * {@link org.amana.issuer.replay.SingleUse}.
 */
@NullMarked
package org.amana.issuer.replay;

import org.jspecify.annotations.NullMarked;
