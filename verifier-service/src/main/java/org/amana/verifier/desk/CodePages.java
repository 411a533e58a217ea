package org.amana.verifier.desk;

import java.util.List;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.support.page.PageLanguages;
import org.amana.verifier.code.CodeProblem;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Check;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** A code for an open question, and the sheet of paper that the person is given with it. */
@Controller
@Duty.Of(Duty.CLERK)
@RequestMapping("/{organisation}/desk/{kind:checks|exchanges}/{id}")
class CodePages {
    private final CodeDesk codes;
    private final Desk desk;
    private final PageLanguages languages;
    private final MessageSource messages;

    CodePages(CodeDesk codes, Desk desk, PageLanguages languages, MessageSource messages) {
        this.codes = codes;
        this.desk = desk;
        this.languages = languages;
        this.messages = messages;
    }

    /**
     * The same words in one language.
     *
     * @param tag BCP 47
     * @param steps what to do, in order
     */
    record Words(String tag, String direction, String title, String scan, String code, List<String> steps,
                 String until, String safe) {}

    @ModelAttribute("organisation")
    Organisation organisation(@PathVariable String organisation) {
        return desk.organisation(organisation);
    }

    @PostMapping("/code")
    String give(@ModelAttribute("organisation") Organisation asking, @PathVariable String kind,
                @PathVariable String id) {
        try {
            codes.give(asking, kind(kind), id);
        } catch (ProblemException e) {
            // taken, answered or over meanwhile: the page says which
            if (!(e.problem() instanceof CodeProblem))
                throw e;
        }
        return "redirect:" + page(asking, kind, id) + "#code";
    }

    /** For the person, so in every language of the wallet's pages. */
    @GetMapping("/paper")
    String paper(@ModelAttribute("organisation") Organisation asking, @PathVariable String kind,
                 @PathVariable String id, Model model) {
        Check check;
        try {
            check = codes.asked(asking, kind(kind), id);
        } catch (ProblemException e) {
            if (!(e.problem() instanceof CodeProblem))
                throw e;
            return "redirect:" + page(asking, kind, id);
        }
        model.addAttribute("request", desk.link(check));
        CodeView code = codes.view(asking, check, page(asking, kind, id));
        model.addAttribute("code", code);
        model.addAttribute("words",
                languages.languages().stream().map(tag -> words(asking, tag, code.minutes())).toList());
        return "verifier-service/templates/paper";
    }

    private Words words(Organisation asking, String tag, long minutes) {
        Locale language = Locale.forLanguageTag(tag);
        String name = "\u2068" + asking.name(language) + "\u2069";
        return new Words(tag, PageLanguages.direction(language), text("paper.title", language, name),
                text("paper.scan", language), text("paper.code", language),
                List.of(text("paper.step.open", language), text("paper.step.office", language, name),
                        text("paper.step.type", language)),
                text("paper.until", language, minutes), text("paper.safe", language));
    }

    private String text(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }

    private static String page(Organisation asking, String kind, String id) {
        return "/" + asking.id() + "/desk/" + kind + "/" + id;
    }

    private static CodeDesk.Kind kind(String kind) {
        return CodeDesk.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }
}
