package org.amana.issuer.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RectificationOutcome;
import org.amana.core.rights.RightsClock;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.IssuerProblem;
import org.amana.issuer.credential.Credentials;
import org.amana.issuer.rectification.AnswerRectification;
import org.amana.issuer.rectification.AskedRectification;
import org.amana.issuer.rectification.RectificationInbox;
import org.amana.issuer.source.Person;
import org.amana.issuer.source.PersonRegister;
import org.amana.support.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people hold wrong on their cards, with the month for each, and the answer. */
@Controller
@RequestMapping("/{authority}/desk/rectifications")
class RectificationPages {
    private final Authorities authorities;
    private final RectificationInbox inbox;
    private final AnswerRectification answer;
    private final Credentials credentials;
    private final PersonRegister register;
    private final Clock clock;

    RectificationPages(Authorities authorities, RectificationInbox inbox, AnswerRectification answer,
            Credentials credentials, PersonRegister register, Clock clock) {
        this.authorities = authorities;
        this.inbox = inbox;
        this.answer = answer;
        this.credentials = credentials;
        this.register = register;
        this.clock = clock;
    }

    /** A request as the clerk reads it; {@code days} are left, or over where {@code late}. */
    record Asked(String id, Optional<Person> person, String type, List<String> claims, String words, Instant at,
                 RightsClock clock, String state, boolean late, long days, Optional<RectificationOutcome> outcome,
                 Optional<Instant> answeredAt) {}

    @GetMapping
    String list(@PathVariable String authority, Model model) {
        Authority office = authorities.require(authority);
        model.addAttribute("office", office);
        model.addAttribute("asked", inbox.all(office.id()).stream().map(one -> asked(office, one)).toList());
        model.addAttribute("outcomes", RectificationOutcome.values());
        return "issuer-service/templates/rectifications";
    }

    @PostMapping("/{id}")
    String answer(@PathVariable String authority, @PathVariable String id,
                  @RequestParam(defaultValue = "") String outcome, @AuthenticationPrincipal StaffMember staff) {
        Authority office = authorities.require(authority);
        answer.answer(office, id, parse(outcome), staff.username());
        return "redirect:/" + office.id() + "/desk/rectifications";
    }

    private Asked asked(Authority office, AskedRectification one) {
        Optional<Credentials.Issued> card = credentials.find(office, one.credential());
        Instant now = clock.instant();
        RightsClock.State state = one.clock().stateAt(now);
        boolean late = state == RightsClock.State.OVERDUE || state == RightsClock.State.ANSWERED_LATE;
        return new Asked(one.id(), card.flatMap(issued -> register.find(office.id(), issued.person())),
                card.map(issued -> office.typeName(issued.configuration().value())).orElse(""),
                one.request().claims().stream().map(path -> label(office, card, path)).toList(),
                one.request().words(), one.receivedAt(), one.clock(), state.name(), late,
                Math.abs(one.clock().daysLeft(now)), one.answer().map(answered -> answered.outcome()),
                one.answer().map(answered -> answered.time()));
    }

    private static String label(Authority office, Optional<Credentials.Issued> card, List<String> path) {
        return card.flatMap(issued -> office.type(issued.configuration()))
                .flatMap(type -> type.label(path, "en"))
                .orElseGet(() -> path.getLast().replace('_', ' '));
    }

    private static RectificationOutcome parse(String outcome) {
        try {
            return RectificationOutcome.parse(outcome);
        } catch (ProblemException e) {
            throw new ProblemException(new IssuerProblem.InvalidInput("Choose an answer."), e);
        }
    }
}
