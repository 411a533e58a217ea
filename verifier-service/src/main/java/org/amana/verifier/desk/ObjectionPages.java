package org.amana.verifier.desk;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.LedgerProblem;
import org.amana.verifier.exchange.law.AnswerObjection;
import org.amana.verifier.exchange.law.Objections;
import org.amana.verifier.exchange.law.PersonsObjection;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.OrderProblem;
import org.amana.verifier.organisation.Organisation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Objections to accesses by law: the list with the one-month clock, and the answer. */
@Controller
@Duty.Of({Duty.CLERK, Duty.OFFICER})
@RequestMapping("/{organisation}/desk")
class ObjectionPages {
    private final ExchangeDesk desk;
    private final Objections objections;
    private final AnswerObjection answers;

    ObjectionPages(ExchangeDesk desk, Objections objections, AnswerObjection answers) {
        this.desk = desk;
        this.objections = objections;
        this.answers = answers;
    }

    @ModelAttribute("organisation")
    Organisation organisation(@PathVariable String organisation) {
        return desk.organisation(organisation);
    }

    @GetMapping("/objections")
    String list(@ModelAttribute("organisation") Organisation asked, Model model) {
        List<ExchangeOrder> orders = desk.all(asked);
        model.addAttribute("objections", objections.all(asked.id())
                .stream()
                .map(one -> ObjectionView.of(one, orders, desk.now()))
                .toList());
        return "verifier-service/templates/objections";
    }

    @PostMapping("/objections/{record}")
    String answer(@ModelAttribute("organisation") Organisation asked, @PathVariable String record,
                  @RequestParam String answer, @RequestParam(defaultValue = "") String grounds, Model model,
                  Principal clerk) {
        PersonsObjection objection = objections.find(asked.id(), record)
                .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("objection")));
        try {
            answers.answer(asked, objection, answer.equals("uphold") ? Optional.empty() : Optional.of(grounds),
                    clerk.getName());
            return "redirect:/" + asked.id() + "/desk/objections";
        } catch (ProblemException e) {
            if (!(e.problem() instanceof OrderProblem) && !(e.problem() instanceof LedgerProblem))
                throw e;
            model.addAttribute("problem", e.problem().detail());
            return list(asked, model);
        }
    }
}
