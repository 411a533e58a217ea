/** Tests of how refusals are answered. */
@NullMarked
package org.amana.wallet.problem;

import org.jspecify.annotations.NullMarked;
