/** Tests of this feature through the API. */
@NullMarked
package org.amana.wallet.vault;

import org.jspecify.annotations.NullMarked;
