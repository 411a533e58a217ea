package org.amana.ledger.audit;

import jakarta.servlet.http.HttpServletResponse;
import org.amana.core.consent.RecordId;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.hold.HoldOrder;
import org.amana.ledger.hold.HoldProblem;
import org.amana.ledger.hold.LegalHold;
import org.amana.ledger.hold.LegalHolds;
import org.amana.ledger.log.LogProblem;
import org.amana.ledger.staff.StaffIds;
import org.amana.ledger.witness.Forks;
import org.amana.support.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Legal holds: the officer sets and lifts them. What is wrong with an order is said above the form, which keeps it. */
@Controller
@RequestMapping("/" + Officer.TENANT + "/desk/holds")
class HoldPages {
    private static final String PAGE = "consent-ledger/templates/holds";
    private static final String HERE = "redirect:/" + Officer.TENANT + "/desk/holds";
    private final LegalHolds holds;
    private final StaffIds ids;
    private final Looks looks;
    private final Forks forks;

    HoldPages(LegalHolds holds, StaffIds ids, Looks looks, Forks forks) {
        this.holds = holds;
        this.ids = ids;
        this.looks = looks;
        this.forks = forks;
    }

    @GetMapping
    String show(@AuthenticationPrincipal StaffMember member, Model model, HttpServletResponse response) {
        Officer officer = Officer.of(member);
        model.addAttribute("alarm", !forks.all().isEmpty());
        model.addAttribute("grounds", LegalHold.Ground.values());
        try {
            looks.record(officer, Looks.holds());
        } catch (ProblemException e) {
            if (e.problem() instanceof LogProblem.NotLeading) {
                response.setStatus(503);
                response.setHeader("Retry-After", "2");
                model.addAttribute("here", "holds");
                return "consent-ledger/templates/elsewhere";
            }
            throw e;
        }
        model.addAttribute("holds", holds.all());
        return PAGE;
    }

    @PostMapping
    String set(@AuthenticationPrincipal StaffMember member, @RequestParam String record,
               @RequestParam LegalHold.Ground ground, @RequestParam String law, @RequestParam String reason,
               Model model, HttpServletResponse response) {
        Officer officer = Officer.of(member);
        try {
            holds.set(recordId(record), new HoldOrder(ground, law, reason), ids.of(officer.member()));
            return HERE;
        } catch (ProblemException e) {
            model.addAttribute("record", record);
            model.addAttribute("ground", ground);
            model.addAttribute("law", law);
            model.addAttribute("reason", reason);
            return refused(e, member, model, response);
        }
    }

    @PostMapping("/{id}/lift")
    String lift(@AuthenticationPrincipal StaffMember member, @PathVariable String id, Model model,
                HttpServletResponse response) {
        Officer officer = Officer.of(member);
        try {
            holds.lift(id, ids.of(officer.member()));
            return HERE;
        } catch (ProblemException e) {
            return refused(e, member, model, response);
        }
    }

    private static RecordId recordId(String typed) {
        try {
            return new RecordId(typed.strip());
        } catch (ProblemException e) {
            throw new ProblemException(new HoldProblem.NothingKept(), e);
        }
    }

    private String refused(ProblemException refusal, StaffMember member, Model model, HttpServletResponse response) {
        if (!(refusal.problem() instanceof HoldProblem problem)) {
            throw refusal;
        }
        response.setStatus(AuditProblem.STATUS);
        model.addAttribute("refused", problem.detail());
        return show(member, model, response);
    }
}
