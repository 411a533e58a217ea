package org.amana.verifier.desk;

import java.security.Principal;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.exchange.consent.Disagreements;
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

/** Where person and guardian disagree, or the person cannot say: the list, and what one of the staff does about it. */
@Controller
@Duty.Of(Duty.CLERK)
@RequestMapping("/{organisation}/desk")
class DisagreementPages {
    private final ExchangeDesk desk;
    private final Disagreements disagreements;
    private final OrderViews views;

    DisagreementPages(ExchangeDesk desk, Disagreements disagreements, OrderViews views) {
        this.desk = desk;
        this.disagreements = disagreements;
        this.views = views;
    }

    @ModelAttribute("organisation")
    Organisation organisation(@PathVariable String organisation) {
        return desk.organisation(organisation);
    }

    @Duty.Of({Duty.CLERK, Duty.OFFICER})
    @GetMapping("/disagreements")
    String list(@ModelAttribute("organisation") Organisation asked, Model model) {
        model.addAttribute("maxNote", Disagreements.MAX_NOTE);
        model.addAttribute("orders",
                disagreements.waiting(asked.id()).stream().map(order -> views.of(asked, order)).toList());
        return "verifier-service/templates/disagreements";
    }

    /** @param act {@code again} or {@code close} */
    @PostMapping("/disagreements/{id}")
    String settle(@ModelAttribute("organisation") Organisation asked, @PathVariable String id,
                  @RequestParam String act, @RequestParam(defaultValue = "") String note, Model model,
                  Principal clerk) {
        ExchangeOrder order = desk.find(asked, id);
        try {
            if (act.equals("again"))
                return to(asked, disagreements.again(asked, order, clerk.getName()));
            disagreements.close(order, note, clerk.getName());
            return to(asked, order);
        } catch (ProblemException e) {
            if (!(e.problem() instanceof OrderProblem))
                throw e;
            model.addAttribute("problem", e.problem().detail());
            return list(asked, model);
        }
    }

    private static String to(Organisation asked, ExchangeOrder order) {
        return "redirect:/" + asked.id() + "/desk/exchanges/" + order.id();
    }
}
