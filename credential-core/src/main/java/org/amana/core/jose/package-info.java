/** Signed and encrypted JSON with one algorithm each (RFC 7515, RFC 7516, RFC 7518, RFC 8725, RFC 9449): start at {@link org.amana.core.jose.UnverifiedJws} and {@link org.amana.core.jose.JwsSigner}. */
@NullMarked
package org.amana.core.jose;

import org.jspecify.annotations.NullMarked;
