/** P-256 keys and their storage (RFC 7517, RFC 7638, FIPS 186-5): start at {@link org.amana.core.key.SigningKey} and {@link org.amana.core.key.KeyStore}. */
@NullMarked
package org.amana.core.key;

import org.jspecify.annotations.NullMarked;
