package org.amana.verifier.desk;

import org.amana.core.consent.AccessReview;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.staff.StaffMember;
import org.amana.verifier.exchange.law.EmergencyAccess;
import org.amana.verifier.exchange.law.EmergencyAccesses;
import org.amana.verifier.exchange.law.ReviewEmergency;
import org.amana.verifier.exchange.order.OrderProblem;
import org.amana.verifier.organisation.Organisation;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** For the data protection officer: accesses in an emergency, with the clock of their review, and the review itself. */
@Controller
@Duty.Of(Duty.OFFICER)
@RequestMapping("/{organisation}/desk")
class ReviewPages {
    private final Desk desk;
    private final EmergencyAccesses accesses;
    private final ReviewEmergency reviews;

    ReviewPages(Desk desk, EmergencyAccesses accesses, ReviewEmergency reviews) {
        this.desk = desk;
        this.accesses = accesses;
        this.reviews = reviews;
    }

    @ModelAttribute("organisation")
    Organisation organisation(@PathVariable String organisation) {
        return desk.organisation(organisation);
    }

    @GetMapping("/reviews")
    String list(@ModelAttribute("organisation") Organisation asked, @AuthenticationPrincipal StaffMember member,
                Model model) {
        Officer officer = Officer.of(member, asked);
        model.addAttribute("maxWords", AccessReview.MAX_WORDS);
        model.addAttribute("reviews", accesses.all(asked.id())
                .stream()
                .map(one -> ReviewView.of(one, officer, desk.now()))
                .toList());
        return "verifier-service/templates/reviews";
    }

    @PostMapping("/reviews/{record}")
    String review(@ModelAttribute("organisation") Organisation asked, @PathVariable String record,
                  @RequestParam String verdict, @RequestParam(defaultValue = "") String words,
                  @AuthenticationPrincipal StaffMember member, Model model) {
        Officer officer = Officer.of(member, asked);
        EmergencyAccess access = accesses.find(asked.id(), record)
                .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("access")));
        try {
            if (verdict.equals("lifted"))
                reviews.lift(asked, access, words, officer.name());
            else
                reviews.review(asked, access, justified(verdict), words, officer.name());
            return "redirect:/" + asked.id() + "/desk/reviews";
        } catch (ProblemException e) {
            if (!(e.problem() instanceof OrderProblem.Malformed) && !(e.problem() instanceof LedgerProblem))
                throw e;
            model.addAttribute("problem", e.problem().detail());
            return list(asked, member, model);
        }
    }

    private static boolean justified(String verdict) {
        return switch (verdict) {
            case "justified" -> true;
            case "not_justified" -> false;
            default ->
                throw new ProblemException(new DeskProblem.WrongField("verdict", "justified, not_justified or lifted"));
        };
    }
}
