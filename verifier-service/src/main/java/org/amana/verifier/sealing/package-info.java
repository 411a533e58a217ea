/**
 * Encryption of what must rest in the database: AES-256-GCM (NIST SP 800-38D) under a key file of this
 * service or a key derived per transaction (RFC 5869). Start at {@link org.amana.verifier.sealing.Sealer}.
 */
@NullMarked
package org.amana.verifier.sealing;

import org.jspecify.annotations.NullMarked;
