package org.amana.verifier.desk;

import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.support.staff.StaffMember;
import org.amana.support.trust.TrustListSource;
import org.amana.verifier.exchange.DeadLetters;
import org.amana.verifier.exchange.consent.ExchangeQuestion;
import org.amana.verifier.exchange.order.Delivery;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.exchange.order.OrderProblem;
import org.amana.verifier.exchange.order.ReceivedData;
import org.amana.verifier.organisation.IntendedUses;
import org.amana.verifier.organisation.Organisation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The pages of asking another authority: choose, show to the person, see where it stands, see what came. */
@Controller
@Duty.Of(Duty.CLERK)
@RequestMapping("/{organisation}/desk")
class ExchangePages {
    private static final int USUAL_MONTHS = 3;
    /** States that another follows while somebody looks. */
    private static final Set<ExchangeState> SOON = Set.of(ExchangeState.ASKED, ExchangeState.ASKED_GUARDIAN,
            ExchangeState.READY,
            ExchangeState.FETCHING);
    private final ExchangeDesk desk;
    private final IntendedUses uses;
    private final TrustListSource trust;
    private final OrderViews views;
    private final ReceivedData received;
    private final DeadLetters letters;
    private final CodeDesk codes;

    ExchangePages(ExchangeDesk desk, IntendedUses uses, TrustListSource trust, OrderViews views,
            ReceivedData received, DeadLetters letters, CodeDesk codes) {
        this.desk = desk;
        this.uses = uses;
        this.trust = trust;
        this.views = views;
        this.received = received;
        this.letters = letters;
        this.codes = codes;
    }

    /** Data of one type, as the page shows them. */
    record TypeView(String type, List<ClaimWords.Line> lines) {}

    @ModelAttribute("organisation")
    Organisation organisation(@PathVariable String organisation) {
        return desk.organisation(organisation);
    }

    @GetMapping("/exchanges")
    String home(@ModelAttribute("organisation") Organisation asking, @RequestParam(defaultValue = "") String use,
                @RequestParam(defaultValue = "") String inbox, Model model) {
        inbox(asking, inbox, model);
        String chosen = use.isEmpty() && asking.exchangeUses().size() == 1 ? asking.exchangeUses().getFirst() : use;
        if (asking.exchangeUses().contains(chosen)) {
            IntendedUse registered = uses.of(asking, chosen).use();
            model.addAttribute("known", known(asking, registered));
            LocalDate today = LocalDate.ofInstant(desk.now(), asking.zone());
            LocalDate usual = today.plusMonths(USUAL_MONTHS);
            LocalDate latest = today.plus(registered.retention());
            model.addAttribute("form", ExchangeForm.of(registered, trust.current(), Set.of(), "",
                    (usual.isBefore(latest) ? usual : latest).toString(), "", false, ""));
        }
        return list(asking, model);
    }

    @PostMapping("/exchanges")
    String open(@ModelAttribute("organisation") Organisation asking, @RequestParam String use,
                @RequestParam(defaultValue = "") String source,
                @RequestParam(name = "claim", defaultValue = "") Set<String> claims,
                @RequestParam(defaultValue = "") String until, @RequestParam(defaultValue = "") String every,
                @RequestParam(defaultValue = "") String known, @RequestParam(defaultValue = "") String reason,
                @RequestParam(defaultValue = "false") boolean guardian,
                @RequestParam(defaultValue = "") String inbox, Model model, Principal clerk) {
        IntendedUse registered = uses.of(asking, use).use();
        try {
            var question = ExchangeForm.question(registered, claims, source, until, every, guardian, asking.zone());
            ExchangeOrder order = registered.restsOnConsent()
                    ? ask(asking, inbox, question, clerk)
                    : desk.open(asking, known, question,
                            registered.isForEmergencies() ? Optional.of(reason) : Optional.empty(), clerk);
            return to(asking, order.id().value());
        } catch (ProblemException e) {
            if (!(e.problem() instanceof OrderProblem problem))
                throw e;
            model.addAttribute("problem", problem.detail());
            inbox(asking, inbox, model);
            model.addAttribute("known", known(asking, registered));
            model.addAttribute("form",
                    ExchangeForm.of(registered, trust.current(), claims, source, until, every,
                            guardian, reason));
            return list(asking, model);
        }
    }

    private ExchangeOrder ask(Organisation asking, String inbox, ExchangeQuestion question, Principal clerk) {
        return inbox.isEmpty()
                ? desk.open(asking, question, clerk)
                : desk.askByInbox(asking, inbox, question, clerk);
    }

    /** The earlier exchange whose person is written to; gone when they took it back. */
    private void inbox(Organisation asking, String inbox, Model model) {
        if (!inbox.isEmpty()) {
            ExchangeOrder earlier = desk.find(asking, inbox);
            if (desk.canWrite(earlier))
                model.addAttribute("inbox", views.of(asking, earlier));
        }
    }

    /** Whom an order by law can be about; null for a use that rests on consent. */
    private @Nullable List<OrderView> known(Organisation asking, IntendedUse use) {
        return use.restsOnConsent()
                ? null
                : desk.all(asking)
                        .stream()
                        .filter(order -> order.law().isEmpty() && order.isAgreed())
                        .map(order -> views.of(asking, order))
                        .toList();
    }

    @Duty.Of({Duty.CLERK, Duty.OFFICER})
    @GetMapping("/exchanges/{id}")
    String one(@ModelAttribute("organisation") Organisation asking, @PathVariable String id, Model model,
               @AuthenticationPrincipal StaffMember member) {
        ExchangeOrder order = desk.find(asking, id);
        model.addAttribute("order", views.of(asking, order));
        model.addAttribute("canWrite", desk.canWrite(order));
        desk.sending(order).ifPresent(sending -> model.addAttribute("sending", sending));
        model.addAttribute("deliveries", received.of(order));
        model.addAttribute("letters", letters.of(order));
        order.guardian().ifPresent(part -> model.addAttribute("represented", views.represented(order, part)));
        desk.asked(asking, order).filter(_ -> Duty.CLERK.isOf(member)).ifPresent(check -> {
            String link = desk.link(check);
            model.addAttribute("request", link);
            model.addAttribute("walletLink", desk.walletLink(link));
            model.addAttribute("code",
                    codes.view(asking, check, "/" + asking.id() + "/desk/exchanges/" + order.id()));
        });
        if (SOON.contains(order.state()))
            model.addAttribute("poll", "/" + asking.id() + "/desk/api/exchanges/" + order.id());
        return "verifier-service/templates/exchange";
    }

    @PostMapping("/exchanges/{id}/retry")
    String retry(@ModelAttribute("organisation") Organisation asking, @PathVariable String id) {
        try {
            desk.retry(asking, id);
        } catch (ProblemException e) {
            // tried again in another window, or over: the page says which
            if (!(e.problem() instanceof OrderProblem.NotRetriable))
                throw e;
        }
        return to(asking, id);
    }

    @PostMapping("/exchanges/{id}/cancel")
    String cancel(@ModelAttribute("organisation") Organisation asking, @PathVariable String id) {
        try {
            desk.cancel(asking, id);
        } catch (ProblemException e) {
            // answered or over meanwhile: the page says which
            if (!(e.problem() instanceof OrderProblem.NotCancellable))
                throw e;
        }
        return to(asking, id);
    }

    @GetMapping("/received/{id}")
    String received(@ModelAttribute("organisation") Organisation asking, @PathVariable String id, Model model,
                    Principal clerk) {
        Delivery delivery = desk.delivery(asking, id);
        ObjectNode content = desk.look(delivery, clerk);
        model.addAttribute("delivery", delivery);
        model.addAttribute("source", views.name(content.path("source").asString("")));
        model.addAttribute("data", content.path("data").valueStream().map(ExchangePages::view).toList());
        model.addAttribute("looks", received.looks(delivery));
        return "verifier-service/templates/received";
    }

    private static TypeView view(JsonNode one) {
        String vct = one.path("vct").asString("");
        return new TypeView(ClaimWords.type(vct), ClaimWords.lines(vct, (ObjectNode) one.path("claims")));
    }

    private String list(Organisation asking, Model model) {
        model.addAttribute("uses", asking.exchangeUses());
        model.addAttribute("orders", desk.all(asking).stream().map(order -> views.of(asking, order)).toList());
        return "verifier-service/templates/exchanges";
    }

    private static String to(Organisation asking, String id) {
        return "redirect:/" + asking.id() + "/desk/exchanges/" + id;
    }
}
