/** The key at rest of this service, for the little it must keep readable to itself alone. */
@NullMarked
package org.amana.issuer.sealing;

import org.jspecify.annotations.NullMarked;
