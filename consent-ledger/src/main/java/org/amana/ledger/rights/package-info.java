/** What persons ask of parties that hold data about them, and the answers: entries without content, and their clocks. Entry class: {@link org.amana.ledger.rights.RightsController}. */
@NullMarked
package org.amana.ledger.rights;

import org.jspecify.annotations.NullMarked;
