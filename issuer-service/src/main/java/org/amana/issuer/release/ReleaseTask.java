package org.amana.issuer.release;

import java.util.Optional;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.permit.Permit;
import org.amana.issuer.source.FetchedRow;
import org.amana.issuer.subject.Subject;

/** A release on its way, one type for each step, so that none can be left out. None of them says what it holds. */
sealed interface ReleaseTask {
    /**
     * As it came.
     *
     * @param party who alone is answered the way it came
     */
    record Received(Authority authority, String compact, Optional<String> party) implements ReleaseTask {
        @Override
        public String toString() {
            return "Received";
        }
    }

    /** Verified and used up. */
    record Accepted(Authority authority, ReleaseRequest request) implements ReleaseTask {
        @Override
        public String toString() {
            return "Accepted";
        }
    }

    /** About this person. */
    record Known(Accepted accepted, Subject subject) implements ReleaseTask {
        @Override
        public String toString() {
            return "Known";
        }
    }

    /** Permitted by the ledger. */
    record Permitted(Known known, Permit permit) implements ReleaseTask {
        ReleaseRequest request() {
            return known.accepted().request();
        }

        Authority authority() {
            return known.accepted().authority();
        }

        @Override
        public String toString() {
            return "Permitted[" + permit + "]";
        }
    }

    /** With what the office's register has. */
    record Fetched(Permitted permitted, FetchedRow row) implements ReleaseTask {
        @Override
        public String toString() {
            return "Fetched[" + permitted.permit() + "]";
        }
    }
}
