package org.amana.ledger.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.LogProblem;
import org.amana.ledger.register.DataWords;
import org.amana.ledger.register.Register;
import org.amana.ledger.rights.RightsClocks;
import org.amana.ledger.witness.Forks;
import org.amana.support.staff.StaffMember;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The data protection officer's pages. A question that cannot be answered is shown again with the reason. */
@Controller
@RequestMapping("/" + Officer.TENANT + "/desk")
class OfficerPages {
    private static final String TEMPLATES = "consent-ledger/templates/";
    private static final String NEWEST = "9223372036854775807";
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final int LAST_PAGE = 100_000;
    private final OfficerQuestions questions;
    private final ConsentSearch consents;
    private final BreachSearch breaches;
    private final ProcessingRecords records;
    private final ErasureClocks clocks;
    private final RightsClocks rights;
    private final Register register;
    private final DataWords words;
    private final Looks looks;
    private final Forks forks;
    private final Clock clock;

    OfficerPages(OfficerQuestions questions, ConsentSearch consents, BreachSearch breaches, ProcessingRecords records,
            ErasureClocks clocks, RightsClocks rights, Register register, DataWords words, Looks looks, Forks forks,
            Clock clock) {
        this.questions = questions;
        this.consents = consents;
        this.breaches = breaches;
        this.records = records;
        this.clocks = clocks;
        this.rights = rights;
        this.register = register;
        this.words = words;
        this.looks = looks;
        this.forks = forks;
        this.clock = clock;
    }

    @GetMapping
    String consents(@AuthenticationPrincipal StaffMember member, @RequestParam(defaultValue = "") String purpose,
                    @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> from,
                    @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> to,
                    @RequestParam(defaultValue = NEWEST) long before, Model model, HttpServletResponse response) {
        Officer officer = frame(member, model);
        LocalDate last = to.orElse(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        LocalDate first = from.orElseGet(() -> last.minusMonths(1));
        model.addAttribute("purposes", register.registeredUses());
        model.addAttribute("purpose", purpose);
        model.addAttribute("from", first);
        model.addAttribute("to", last);
        return answer("consents", model, response, () -> {
            TimeSpan time = TimeSpan.ofDays(first, last);
            looks.record(officer, Looks.consents(questions.purpose(purpose), time));
            model.addAttribute("found", consents.find(purpose, time, before));
        });
    }

    @GetMapping("/breach")
    String breach(@AuthenticationPrincipal StaffMember member,
                  @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Optional<LocalDateTime> from,
                  @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Optional<LocalDateTime> to,
                  @RequestParam(defaultValue = "") String recipient, @RequestParam(defaultValue = NEWEST) long before,
                  Model model, HttpServletResponse response) {
        Officer officer = frame(member, model);
        model.addAttribute("recipients", new TreeMap<>(RegisterWords.of(register).parties()));
        model.addAttribute("recipient", recipient);
        from.ifPresent(moment -> model.addAttribute("from", moment));
        to.ifPresent(moment -> model.addAttribute("to", moment));
        return answer("breach", model, response, () -> {
            if (from.isPresent() && to.isPresent()) {
                BreachQuestion question = questions.breach(from.get(), to.get(), recipient);
                looks.record(officer, Looks.breach(question));
                model.addAttribute("report", breaches.count(question));
                model.addAttribute("deliveries", breaches.deliveries(question));
                model.addAttribute("found", breaches.page(question, before));
            }
        });
    }

    @GetMapping("/records")
    String records(@AuthenticationPrincipal StaffMember member, Model model) {
        frame(member, model);
        model.addAttribute("records", records.all());
        return TEMPLATES + "records";
    }

    @GetMapping("/clocks")
    String clocks(@AuthenticationPrincipal StaffMember member, @RequestParam(defaultValue = "false") boolean confirmed,
                  @RequestParam(defaultValue = "0") int page, Model model,
                  HttpServletResponse response) {
        Officer officer = frame(member, model);
        int within = Math.clamp(page, 0, LAST_PAGE);
        model.addAttribute("confirmed", confirmed);
        model.addAttribute("page", within);
        return answer("clocks", model, response, () -> {
            looks.record(officer, Looks.clocks());
            model.addAttribute("counts", clocks.counts());
            model.addAttribute("found", clocks.page(confirmed, within));
            model.addAttribute("rights", rights.list(confirmed));
        });
    }

    private Officer frame(StaffMember member, Model model) {
        Officer officer = Officer.of(member);
        model.addAttribute("alarm", !forks.all().isEmpty());
        model.addAttribute("words", RegisterWords.of(register));
        model.addAttribute("data", words);
        return officer;
    }

    private static String answer(String page, Model model, HttpServletResponse response, Runnable question) {
        try {
            question.run();
        } catch (ProblemException e) {
            switch (e.problem()) {
                case AuditProblem refused -> {
                    response.setStatus(AuditProblem.STATUS);
                    model.addAttribute("refused", refused.detail());
                }
                case LogProblem.NotLeading _ -> {
                    response.setStatus(503);
                    response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
                    model.addAttribute("here", page);
                    return TEMPLATES + "elsewhere";
                }
                default -> throw e;
            }
        }
        return TEMPLATES + page;
    }
}
