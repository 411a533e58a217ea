/** Tests of this feature through the API. */
@NullMarked
package org.amana.wallet.issuance;

import org.jspecify.annotations.NullMarked;
