@NullMarked
package org.amana.ledger.sealing;

import org.jspecify.annotations.NullMarked;
