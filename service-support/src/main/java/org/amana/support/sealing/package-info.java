/**
 * Encryption of what must rest in a database: AES-256-GCM (NIST SP 800-38D) under a key file of the service or a key
 * of its own (RFC 5869). Start at {@link org.amana.support.sealing.Sealer}.
 */
@NullMarked
package org.amana.support.sealing;

import org.jspecify.annotations.NullMarked;
