/** Tests of this feature through the API. */
@NullMarked
package org.amana.wallet.consent;

import org.jspecify.annotations.NullMarked;
