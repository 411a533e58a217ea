@NullMarked
package org.amana.wallet.inbox;

import org.jspecify.annotations.NullMarked;
