/** Tests that see the routes of the exchange from within. */
@NullMarked
package org.amana.verifier.exchange;

import org.jspecify.annotations.NullMarked;
