/** Members of staff as the public log names them: by an id that says nothing about them; start at {@link org.amana.ledger.staff.StaffIds}. */
@NullMarked
package org.amana.ledger.staff;

import org.jspecify.annotations.NullMarked;
