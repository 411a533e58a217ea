package org.amana.verifier.desk;

import org.amana.support.staff.StaffMember;
import org.amana.verifier.organisation.Organisation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/**
 * A data protection officer of an organisation who signed in; only {@link #of} makes one.
 *
 * @param name user name
 */
record Officer(String name, Organisation organisation) {

    /** @throws AccessDeniedException for other staff, and for officers of other organisations */
    static Officer of(@Nullable StaffMember member, Organisation organisation) {
        if (member == null || !isOfficer(member) || !member.tenant().equals(organisation.id().value()))
            throw new AccessDeniedException("the data protection officer's page");
        return new Officer(member.username(), organisation);
    }

    static boolean isOfficer(@Nullable StaffMember member) {
        return member != null && Duty.OFFICER.isOf(member);
    }
}
