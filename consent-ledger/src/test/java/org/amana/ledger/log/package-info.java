/** Tests of the log. */
@NullMarked
package org.amana.ledger.log;

import org.jspecify.annotations.NullMarked;
