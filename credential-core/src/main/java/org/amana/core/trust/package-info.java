/** X.509 chains of issuers, verifiers and registrars (RFC 5280, HAIP 1.0 section 6.1): start at {@link org.amana.core.trust.ChainValidator}. */
@NullMarked
package org.amana.core.trust;

import org.jspecify.annotations.NullMarked;
