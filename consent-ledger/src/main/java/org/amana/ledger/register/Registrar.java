package org.amana.ledger.register;

import org.amana.support.staff.StaffMember;
import org.springframework.security.access.AccessDeniedException;

/**
 * A member of staff who keeps the register; only {@link #of} makes one.
 *
 * @param member the account
 */
record Registrar(StaffMember member) {
    /** First path segment of the register's desk, and the tenant of the accounts that may open it. */
    static final String TENANT = "register";
    /** Role of those accounts. */
    static final String ROLE = "REGISTRAR";

    Registrar {
        if (!member.tenant().equals(TENANT) || !member.roles().contains(ROLE)) {
            throw new AccessDeniedException("the register's desk");
        }
    }

    /** @throws AccessDeniedException for other staff */
    static Registrar of(StaffMember member) {
        return new Registrar(member);
    }
}
