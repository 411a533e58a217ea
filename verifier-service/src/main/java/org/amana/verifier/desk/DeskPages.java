package org.amana.verifier.desk;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.support.staff.StaffMember;
import org.amana.verifier.answer.AnswerWords;
import org.amana.verifier.answer.JobQuestion;
import org.amana.verifier.answer.QuestionProblem;
import org.amana.verifier.ask.CheckLink;
import org.amana.verifier.ask.CheckLinks;
import org.amana.verifier.match.MatchPerson;
import org.amana.verifier.match.MatchProblem;
import org.amana.verifier.match.PeopleToMatch;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.receipt.ReceiptPdf;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.CheckState;
import org.amana.verifier.request.Checks;
import org.amana.verifier.retention.KeptDiplomas;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of a check: ask, wait, compare, answer, receipt. They work without JavaScript. */
@Controller
@Duty.Of(Duty.CLERK)
@RequestMapping("/{organisation}/desk")
class DeskPages {
    private static final Locale LANGUAGE = Locale.ENGLISH;
    private final Desk desk;
    private final Checks checks;
    private final CheckLinks links;
    private final PeopleToMatch people;
    private final MatchPerson match;
    private final AnswerWords words;
    private final ReceiptPdf pdf;
    private final KeptDiplomas kept;
    private final CodeDesk codes;
    private final MessageSource messages;

    DeskPages(Desk desk, Checks checks, CheckLinks links, PeopleToMatch people, MatchPerson match, AnswerWords words,
            ReceiptPdf pdf, KeptDiplomas kept, CodeDesk codes, MessageSource messages) {
        this.desk = desk;
        this.checks = checks;
        this.links = links;
        this.people = people;
        this.match = match;
        this.words = words;
        this.pdf = pdf;
        this.kept = kept;
        this.codes = codes;
        this.messages = messages;
    }

    @ModelAttribute("organisation")
    Organisation organisation(@PathVariable String organisation) {
        return desk.organisation(organisation);
    }

    @Duty.Of({Duty.CLERK, Duty.OFFICER})
    @GetMapping
    String home(@ModelAttribute("organisation") Organisation asking, @AuthenticationPrincipal StaffMember member,
                Model model) {
        if (!Duty.CLERK.isOf(member))
            return to(asking, "oversight"); // where an officer begins
        return home(asking, model, QuestionForm.empty(LocalDate.ofInstant(desk.now(), asking.zone()).toString()));
    }

    @PostMapping("/checks")
    String ask(@ModelAttribute("organisation") Organisation asking, @RequestParam String job,
               @RequestParam(defaultValue = "") String occupation, @RequestParam(defaultValue = "") String sector,
               @RequestParam(defaultValue = "") String hours, @RequestParam(defaultValue = "") String start,
               @RequestParam(defaultValue = "ask") String then, Model model) {
        var form = new QuestionForm(job, occupation, sector, hours, start);
        JobQuestion question;
        try {
            question = form.toQuestion();
        } catch (ProblemException e) {
            if (!(e.problem() instanceof QuestionProblem problem))
                throw e;
            model.addAttribute("problem", problem.description());
            return home(asking, model, form);
        }
        if (then.equals("poster"))
            return to(asking, "links/" + links.create(asking.id(), question).id());
        return to(asking, "checks/" + desk.ask(asking, Desk.CHECK_USE, question).id());
    }

    @PostMapping("/diplomas")
    String askForDiploma(@ModelAttribute("organisation") Organisation asking) {
        return to(asking, "checks/" + desk.askForDiploma(asking, Desk.DIPLOMA_USE).id());
    }

    @GetMapping("/checks/{id}")
    String check(@ModelAttribute("organisation") Organisation asking, @PathVariable String id, Model model) {
        Check check = desk.check(asking, id);
        CheckState state = desk.state(check);
        model.addAttribute("id", id);
        model.addAttribute("state", state.name());
        model.addAttribute("question", check.question().orElse(null));
        model.addAttribute("expiresAt", check.expiresAt());
        model.addAttribute("title", text("check.state." + state));
        check.answer()
                .filter(answer -> !state.isOpen())
                .ifPresent(answer -> model.addAttribute("answer", AnswerView.of(answer, check, words, LANGUAGE)));
        switch (state) {
            case WAITING, RETURNING -> waiting(asking, check, model);
            case MATCH -> model.addAttribute("person", people.find(check).orElseThrow());
            case ANSWERED -> kept.ofCheck(asking.id(), id).ifPresent(entry -> model.addAttribute("kept", entry));
            case REJECTED -> {
                model.addAttribute("findings", check.findings());
                model.addAttribute("rejection", Rejection.of(check.findings()).key());
            }
            case REFUSED, EXPIRED, CANCELLED -> {
                // the state says it all
            }
        }
        return "verifier-service/templates/check";
    }

    @PostMapping("/checks/{id}/match")
    String match(@ModelAttribute("organisation") Organisation asking, @PathVariable String id,
                 @RequestParam(name = "same_person") boolean samePerson) {
        try {
            match.match(asking, desk.check(asking, id), samePerson);
        } catch (ProblemException e) {
            // answered in another window, or too late: the page of the check says which
            if (!(e.problem() instanceof MatchProblem))
                throw e;
        }
        return to(asking, "checks/" + id);
    }

    @GetMapping("/checks/{id}/receipt")
    ResponseEntity<byte[]> receipt(@ModelAttribute("organisation") Organisation asking, @PathVariable String id) {
        return file(receiptOf(asking, id).getBytes(StandardCharsets.US_ASCII), "application/jwt",
                ReceiptPdf.ATTACHMENT);
    }

    @GetMapping("/checks/{id}/receipt.pdf")
    ResponseEntity<byte[]> receiptPdf(@ModelAttribute("organisation") Organisation asking, @PathVariable String id) {
        return file(pdf.render(receiptOf(asking, id)), MediaType.APPLICATION_PDF_VALUE, "check-receipt.pdf");
    }

    @GetMapping("/links/{link}")
    String link(@ModelAttribute("organisation") Organisation asking, @PathVariable String link, Model model) {
        CheckLink found = links.find(asking.id(), link)
                .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("poster")));
        model.addAttribute("link", found);
        model.addAttribute("organisationName", asking.name(LANGUAGE));
        model.addAttribute("address", desk.poster(asking.id(), link).toString());
        return "verifier-service/templates/link";
    }

    @PostMapping("/links/{link}/close")
    String closeLink(@ModelAttribute("organisation") Organisation asking, @PathVariable String link) {
        links.close(asking.id(), link);
        return to(asking, "links/" + link);
    }

    private String home(Organisation asking, Model model, QuestionForm form) {
        model.addAttribute("form", form);
        model.addAttribute("occupations", JobLists.occupations(LANGUAGE));
        model.addAttribute("sectors", JobLists.sectors(LANGUAGE));
        model.addAttribute("links", links.open(asking.id()));
        model.addAttribute("open", checks.open(asking.id(), desk.now())
                .stream()
                .map(check -> new OpenCheck(check.id().value(),
                        check.question().map(JobQuestion::job).orElseGet(() -> text("desk.diploma")),
                        desk.state(check).name(), check.createdAt()))
                .toList());
        return "verifier-service/templates/desk";
    }

    private void waiting(Organisation asking, Check check, Model model) {
        String link = desk.link(check);
        model.addAttribute("request", link);
        model.addAttribute("walletLink", desk.walletLink(link));
        model.addAttribute("code", codes.view(asking, check, "/" + asking.id() + "/desk/checks/" + check.id()));
        model.addAttribute("poll", "/" + asking.id() + "/desk/api/checks/" + check.id());
    }

    private String receiptOf(Organisation asking, String id) {
        return desk.check(asking, id)
                .receipt()
                .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("receipt")));
    }

    private static ResponseEntity<byte[]> file(byte[] bytes, String type, String name) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType(type))
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(bytes);
    }

    private static String to(Organisation asking, String path) {
        return "redirect:/" + asking.id() + "/desk/" + path;
    }

    private String text(String key) {
        return messages.getMessage(key, new Object[0], LANGUAGE);
    }
}
