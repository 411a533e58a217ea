/** Tests of this feature through the API. */
@NullMarked
package org.amana.wallet.presentation;

import org.jspecify.annotations.NullMarked;
