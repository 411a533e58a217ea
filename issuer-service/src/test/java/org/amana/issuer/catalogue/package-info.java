/** Tests of what may be configured about a type. */
@NullMarked
package org.amana.issuer.catalogue;

import org.jspecify.annotations.NullMarked;
