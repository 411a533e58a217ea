/**
 * Who asks an authority to release data, and whether they may ask at all: certificates of the trust list, a registration
 * that still stands, a request that comes once. Enter at {@link org.amana.issuer.requester.AcceptRequest}.
 */
@NullMarked
package org.amana.issuer.requester;

import org.jspecify.annotations.NullMarked;
