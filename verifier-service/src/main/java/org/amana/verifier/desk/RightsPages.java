package org.amana.verifier.desk;

import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RightsOutcome;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.rights.AnswerRight;
import org.amana.verifier.rights.AskedRight;
import org.amana.verifier.rights.RightsInbox;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What persons ask of the organisation by right, how long it has, and the answer. */
@Controller
@Duty.Of({Duty.CLERK, Duty.OFFICER})
@RequestMapping("/{organisation}/desk/rights")
class RightsPages {
    private final Desk desk;
    private final RightsInbox inbox;
    private final AnswerRight answer;

    /** A request as the page shows it. */
    record View(AskedRight asked, String state, long daysLeft) {
        static View of(AskedRight asked, java.time.Instant now) {
            return new View(asked, asked.clock().stateAt(now).name(), asked.clock().daysLeft(now));
        }

        public boolean isLate() {
            return state.equals("OVERDUE") || state.equals("ANSWERED_LATE");
        }

        /** For the sentence of the state. */
        public long days() {
            return Math.abs(daysLeft);
        }
    }

    RightsPages(Desk desk, RightsInbox inbox, AnswerRight answer) {
        this.desk = desk;
        this.inbox = inbox;
        this.answer = answer;
    }

    @ModelAttribute("organisation")
    Organisation organisation(@PathVariable String organisation) {
        return desk.organisation(organisation);
    }

    @GetMapping
    String list(@ModelAttribute("organisation") Organisation asked, Model model) {
        model.addAttribute("rights",
                inbox.all(asked.id()).stream().map(one -> View.of(one, desk.now())).toList());
        model.addAttribute("grounds", grounds());
        return "verifier-service/templates/rights";
    }

    @PostMapping("/{id}")
    String answer(@ModelAttribute("organisation") Organisation asked, @PathVariable String id,
                  @RequestParam String outcome, Principal clerk, Model model) {
        try {
            answer.answer(asked, id, RightsOutcome.parse(outcome), clerk.getName());
            return "redirect:/" + asked.id() + "/desk/rights";
        } catch (ProblemException e) {
            model.addAttribute("problem", e.problem().detail());
            return list(asked, model);
        }
    }

    private static List<RightsOutcome> grounds() {
        return Arrays.stream(RightsOutcome.values()).filter(RightsOutcome::isRefusal).toList();
    }
}
