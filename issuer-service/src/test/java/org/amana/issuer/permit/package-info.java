/** Tests of permits. */
@NullMarked
package org.amana.issuer.permit;

import org.jspecify.annotations.NullMarked;
