/** Tests of permits. */
@NullMarked
package org.amana.ledger.permit;

import org.jspecify.annotations.NullMarked;
