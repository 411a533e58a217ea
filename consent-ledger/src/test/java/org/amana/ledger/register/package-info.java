/** Tests of {@link org.amana.ledger.register}. */
@NullMarked
package org.amana.ledger.register;

import org.jspecify.annotations.NullMarked;
