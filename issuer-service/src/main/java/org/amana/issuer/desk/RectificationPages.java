package org.amana.issuer.desk;

import java.util.ArrayList;
import java.util.List;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.ClaimDecision;
import org.amana.core.rights.RectificationOutcome;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.rectification.AnswerRectification;
import org.amana.support.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people hold wrong on their cards, with the month for each, and the answer about each claim. */
@Controller
@RequestMapping("/{authority}/desk/rectifications")
class RectificationPages {
    private final Authorities authorities;
    private final RectificationFiles files;
    private final AnswerRectification answer;

    RectificationPages(Authorities authorities, RectificationFiles files, AnswerRectification answer) {
        this.authorities = authorities;
        this.files = files;
        this.answer = answer;
    }

    /** A form that was sent and not accepted, to be filled in again as it was. */
    record Typed(String id, List<String> outcomes, List<String> reasons) {
        static final Typed NOTHING = new Typed("", List.of(), List.of());

        /** What was chosen about the claim at that place of that request. */
        public String outcome(String request, int place) {
            return request.equals(id) && place < outcomes.size() ? outcomes.get(place) : "";
        }

        public String reason(String request, int place) {
            return request.equals(id) && place < reasons.size() ? reasons.get(place) : "";
        }
    }

    @GetMapping
    String list(@PathVariable String authority, Model model) {
        return show(authorities.require(authority), Typed.NOTHING, model);
    }

    @PostMapping("/{id}")
    String answer(@PathVariable String authority, @PathVariable String id,
                  @RequestParam MultiValueMap<String, String> form, @AuthenticationPrincipal StaffMember staff,
                  Model model) {
        Authority office = authorities.require(authority);
        Typed typed = new Typed(id, form.getOrDefault("outcome", List.of()), form.getOrDefault("reason", List.of()));
        try {
            answer.answer(office, id, decisions(files.find(office, id), typed), staff.username());
            return "redirect:/" + office.id() + "/desk/rectifications";
        } catch (ProblemException e) {
            if (e.problem() instanceof ConsentProblem.BadMessage) {
                return show(office, typed, model);
            }
            throw e;
        }
    }

    private String show(Authority office, Typed typed, Model model) {
        model.addAttribute("office", office);
        model.addAttribute("asked", files.all(office));
        model.addAttribute("outcomes", RectificationOutcome.values());
        model.addAttribute("most", ClaimDecision.MAX_REASON);
        model.addAttribute("typed", typed);
        return "issuer-service/templates/rectifications";
    }

    /** A reason that was left beside "corrected" is of a choice that was changed. */
    private static List<ClaimDecision> decisions(RectificationRow asked, Typed typed) {
        List<ClaimDecision> decisions = new ArrayList<>();
        for (RectificationRow.Claim claim : asked.claims()) {
            int place = decisions.size();
            RectificationOutcome outcome = RectificationOutcome.parse(typed.outcome(asked.id(), place));
            decisions.add(outcome.isRefusal()
                    ? new ClaimDecision(claim.path(), outcome,
                            typed.reason(asked.id(), place).replace("\r\n", "\n").strip())
                    : ClaimDecision.corrected(claim.path()));
        }
        return decisions;
    }
}
