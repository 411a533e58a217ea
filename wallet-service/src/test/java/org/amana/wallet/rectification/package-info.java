@NullMarked
package org.amana.wallet.rectification;

import org.jspecify.annotations.NullMarked;
