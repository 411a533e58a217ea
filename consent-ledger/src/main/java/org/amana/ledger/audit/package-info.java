/** Pages for people who check: the log for everyone, without content; consents, breach question, records of processing and erasure clocks for the data protection officer, whose every look at consents is an entry. */
@NullMarked
package org.amana.ledger.audit;

import org.jspecify.annotations.NullMarked;
