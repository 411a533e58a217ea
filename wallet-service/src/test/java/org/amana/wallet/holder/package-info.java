/** Tests of sign-up, unlock and lock. */
@NullMarked
package org.amana.wallet.holder;

import org.jspecify.annotations.NullMarked;
