/** Tests of the person's own requests. */
@NullMarked
package org.amana.ledger.subject;

import org.jspecify.annotations.NullMarked;
