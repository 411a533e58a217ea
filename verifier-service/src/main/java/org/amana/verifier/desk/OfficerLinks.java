package org.amana.verifier.desk;

import org.amana.support.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells the desk's pages whether the officer's links are shown; whether they open is for {@link Officer}. */
@ControllerAdvice(basePackageClasses = OfficerLinks.class)
class OfficerLinks {
    @ModelAttribute("isOfficer")
    boolean isOfficer(@AuthenticationPrincipal @Nullable StaffMember member) {
        return Officer.isOfficer(member);
    }
}
