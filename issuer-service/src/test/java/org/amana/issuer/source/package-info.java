/** Tests of the connections to offices' registers. */
@NullMarked
package org.amana.issuer.source;

import org.jspecify.annotations.NullMarked;
