/** The key of this service for what must rest in its database: {@link org.amana.support.sealing.Sealer} with a key file. */
@NullMarked
package org.amana.verifier.sealing;

import org.jspecify.annotations.NullMarked;
