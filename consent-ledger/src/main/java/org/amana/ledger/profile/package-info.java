/** The profile of consent records, at the addresses that it is known by; start at {@link org.amana.ledger.profile.ProfileController}. */
@NullMarked
package org.amana.ledger.profile;

import org.jspecify.annotations.NullMarked;
