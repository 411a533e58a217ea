@NullMarked
package org.amana.wallet.rights;

import org.jspecify.annotations.NullMarked;
