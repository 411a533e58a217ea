/** Tests of the log. */
@NullMarked
package org.amana.ledger.forward;

import org.jspecify.annotations.NullMarked;
