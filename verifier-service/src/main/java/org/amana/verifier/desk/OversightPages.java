package org.amana.verifier.desk;

import org.amana.support.staff.StaffMember;
import org.amana.verifier.organisation.Organisation;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** For the data protection officer of the organisation: what waits too long, or needs a person. */
@Controller
@Duty.Of(Duty.OFFICER)
@RequestMapping("/{organisation}/desk")
class OversightPages {
    private final Desk desk;
    private final Oversight oversight;

    OversightPages(Desk desk, Oversight oversight) {
        this.desk = desk;
        this.oversight = oversight;
    }

    @ModelAttribute("organisation")
    Organisation organisation(@PathVariable String organisation) {
        return desk.organisation(organisation);
    }

    @GetMapping("/oversight")
    String show(@ModelAttribute("organisation") Organisation asked, @AuthenticationPrincipal StaffMember member,
                Model model) {
        model.addAttribute("numbers", oversight.of(Officer.of(member, asked), desk.now()));
        return "verifier-service/templates/oversight";
    }
}
