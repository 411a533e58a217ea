/** Tests of the ledger through its HTTP face and its tables. */
@NullMarked
package org.amana.ledger;

import org.jspecify.annotations.NullMarked;
