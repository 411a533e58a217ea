@NullMarked
package org.amana.ledger.hold;

import org.jspecify.annotations.NullMarked;
