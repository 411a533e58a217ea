/** Pages for people who check: the log for everyone, without content; consents by purpose and time for the data protection officer. */
@NullMarked
package org.amana.ledger.audit;

import org.jspecify.annotations.NullMarked;
