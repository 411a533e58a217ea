/** Tests of the wallet at its real boundary; start at {@link org.amana.wallet.Api}. */
@NullMarked
package org.amana.wallet;

import org.jspecify.annotations.NullMarked;
