package org.amana.verifier.desk;

import java.util.List;
import java.util.Locale;
import org.amana.core.problem.Finding;

/** What a rejected presentation means to the employer; each has a sentence of its own. */
enum Rejection {
    HELD_BACK, NOT_SAME, CONSENT, UNKNOWN, BROKEN;

    static Rejection of(List<Finding> findings) {
        List<String> reasons = findings.stream().map(Finding::reason).toList();
        if (reasons.contains("person_not_matched"))
            return NOT_SAME;
        if (!reasons.isEmpty() && reasons.stream()
                .allMatch(reason -> reason.startsWith("credential_suspended")
                        || reason.startsWith("credential_revoked")))
            return HELD_BACK;
        if (reasons.stream().anyMatch(reason -> reason.startsWith("consent_")))
            return CONSENT;
        if (!reasons.isEmpty() && reasons.stream().allMatch(reason -> reason.startsWith("status_")))
            return UNKNOWN;
        return BROKEN;
    }

    /** Last part of its message key. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
