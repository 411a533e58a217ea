/** OpenID for Verifiable Presentations 1.0 (sections 5 and 8, profile HAIP 1.0): the wallet starts at {@link org.amana.core.vp.ReceiveAuthorizationRequest}, the verifier at {@link org.amana.core.vp.RequestObject} and {@link org.amana.core.vp.AuthorizationResponse}. */
@NullMarked
package org.amana.core.vp;

import org.jspecify.annotations.NullMarked;
