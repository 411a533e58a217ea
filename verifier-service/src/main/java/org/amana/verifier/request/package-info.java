/**
 * Asking: a check is begun, its signed request object is handed out at {@code request_uri} (OpenID4VP 1.0
 * section 5, HAIP 1.0 section 5.1), and its one transaction is kept until it is used. Start at
 * {@link org.amana.verifier.request.BeginCheck}.
 */
@NullMarked
package org.amana.verifier.request;

import org.jspecify.annotations.NullMarked;
