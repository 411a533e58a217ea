package org.amana.core.sdjwt;

import java.util.List;
import org.amana.core.problem.Finding;

/** What verification came to. */
public sealed interface SdJwtVcVerdict {
    /** Every check passed; the status is still to be looked up. */
    record Verified(VerifiedSdJwtVc credential) implements SdJwtVcVerdict {}

    /** All that is wrong, in the order of RFC 9901 section 7. */
    record Rejected(List<Finding> findings) implements SdJwtVcVerdict {
        public Rejected {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a rejection has a reason");
            }
        }
    }
}
