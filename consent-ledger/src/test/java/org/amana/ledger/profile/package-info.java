/** Tests of the profile as it is served. */
@NullMarked
package org.amana.ledger.profile;

import org.jspecify.annotations.NullMarked;
