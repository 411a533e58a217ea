@NullMarked
package org.amana.ledger.rights;

import org.jspecify.annotations.NullMarked;
