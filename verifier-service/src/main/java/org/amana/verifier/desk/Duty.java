package org.amana.verifier.desk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.amana.support.staff.StaffMember;
import org.amana.verifier.organisation.Organisation;

/** What a member of staff is there for; an account has one of them, never both. */
enum Duty {
    /** Asks people and authorities, and works with what they send. */
    CLERK(Organisation.CLERK),
    /** Reviews, answers what people ask by right, and oversees; opens nothing, and reads nobody's data. */
    OFFICER(Organisation.OFFICER);

    private final String role;

    Duty(String role) {
        this.role = role;
    }

    boolean isOf(StaffMember member) {
        return member.roles().contains(role);
    }

    /** Whose a handler of the desk is; on a method it counts before its class. A handler without it is nobody's. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Of {
        Duty[] value();
    }
}
