package org.amana.verifier.retention;

import java.util.List;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.problem.Finding;

/** What came of a look at a consent. */
public sealed interface FoundConsent {
    /**
     * It covers what it was looked up for.
     *
     * @param event the GIVEN or RENEWED, from a receipt that was verified
     */
    record Proved(ConsentEvent event) implements FoundConsent {
        /** Its record in the ledger. */
        public String record() {
            return event.record().value();
        }
    }

    /** It does not, for good. */
    record NotProved(List<Finding> findings) implements FoundConsent {
        public NotProved {
            findings = List.copyOf(findings);
        }
    }

    /** The ledger or the trust list cannot be asked now; the wallet may send its answer again. */
    record Unknown(Finding finding) implements FoundConsent {}
}
