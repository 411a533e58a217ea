/** Tests of the one way out. */
@NullMarked
package org.amana.issuer.release;

import org.jspecify.annotations.NullMarked;
