/** A small service that tests of the shared edge run; stands in the place of the ledger. */
@NullMarked
package org.amana.support.sample;

import org.jspecify.annotations.NullMarked;
