package org.amana.ledger.audit;

import org.amana.support.staff.StaffMember;
import org.springframework.security.access.AccessDeniedException;

/**
 * A data protection officer who signed in; only {@link #of} makes one.
 *
 * @param member the account
 */
record Officer(StaffMember member) {
    /** First path segment of the officer's pages, and the tenant of the accounts that may open them. */
    static final String TENANT = "audit";
    /** Role of those accounts. */
    static final String ROLE = "DPO";

    Officer {
        if (!member.tenant().equals(TENANT) || !member.roles().contains(ROLE)) {
            throw new AccessDeniedException("the data protection officer's page");
        }
    }

    /** @throws AccessDeniedException for other staff */
    static Officer of(StaffMember member) {
        return new Officer(member);
    }
}
