package org.amana.verifier.desk;

import java.util.List;
import org.amana.core.problem.ProblemException;
import org.amana.schemas.Schemas;
import org.amana.support.trust.TrustListSource;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.CheckCounts;
import org.amana.verifier.retention.KeptDiploma;
import org.amana.verifier.retention.KeptDiplomas;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.JsonNode;

/** What the organisation keeps, and how often it asked. */
@Controller
@Duty.Of(Duty.CLERK)
@RequestMapping("/{organisation}/desk")
class KeptPages {
    /** Counts below this are not shown: one "no" in a quiet month would be a person. */
    static final long SMALLEST_COUNT_SHOWN = 5;
    private final Desk desk;
    private final KeptDiplomas kept;
    private final CheckCounts counts;
    private final TrustListSource trust;

    KeptPages(Desk desk, KeptDiplomas kept, CheckCounts counts, TrustListSource trust) {
        this.trust = trust;
        this.desk = desk;
        this.kept = kept;
        this.counts = counts;
    }

    @ModelAttribute("organisation")
    Organisation organisation(@PathVariable String organisation) {
        return desk.organisation(organisation);
    }

    @GetMapping("/kept")
    String kept(@ModelAttribute("organisation") Organisation asking, Model model) {
        model.addAttribute("kept", kept.all(asking.id()));
        return "verifier-service/templates/kept";
    }

    @GetMapping("/kept/{id}")
    String diploma(@ModelAttribute("organisation") Organisation asking, @PathVariable String id, Model model) {
        KeptDiploma entry = kept.find(asking.id(), id)
                .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("diploma")));
        JsonNode content = kept.read(entry)
                .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("diploma")));
        model.addAttribute("entry", entry);
        model.addAttribute("diploma", DiplomaView.of(content, issuer(content.path("issuer").asString(""))));
        return "verifier-service/templates/diploma";
    }

    /** The office's name in the register; its address when the register does not answer or knows it no more. */
    private String issuer(String id) {
        try {
            return trust.current().issuer(id).map(office -> office.name().in("en")).orElse(id);
        } catch (ProblemException e) {
            return id;
        }
    }

    @Duty.Of({Duty.CLERK, Duty.OFFICER})
    @GetMapping("/past")
    String past(@ModelAttribute("organisation") Organisation asking, Model model) {
        List<CountView> lines = counts.of(asking.id()).stream().map(CountView::of).toList();
        model.addAttribute("counts", lines);
        return "verifier-service/templates/past";
    }

    /** What a kept diploma says, as its page shows it. */
    record DiplomaView(String name, String title, @Nullable String level, @Nullable String field, String decision,
                       boolean regulated, String issuer) {
        static DiplomaView of(JsonNode content, String issuer) {
            JsonNode claims = content.path("claims");
            JsonNode qualification = claims.path("qualification");
            String name = claims.path("given_name").asString("") + " " + claims.path("family_name").asString("");
            return new DiplomaView(name.strip(), qualification.path("title").asString(""),
                    qualification.path("eqf_level").isMissingNode() ? null : qualification.path("eqf_level").asString(),
                    qualification.path("field").isMissingNode() ? null : field(qualification.path("field").asString()),
                    qualification.path("decision").asString("not_recognised"),
                    qualification.path("regulated_profession").booleanValue(false),
                    issuer);
        }

        private static String field(String code) {
            return Schemas.codeList("isced-f-2013")
                    .flatMap(list -> list.name(code, "en"))
                    .map(name -> name.words() + " (" + name.notation() + ")")
                    .orElse(code);
        }
    }

    /** A line of the table of counts. */
    record CountView(String month, String intendedUse, String outcome, long checks, boolean isSmall, long threshold) {
        static CountView of(CheckCounts.Count count) {
            return new CountView(count.month().toString(), count.intendedUse(), count.outcome(), count.checks(),
                    count.checks() < SMALLEST_COUNT_SHOWN, SMALLEST_COUNT_SHOWN);
        }
    }
}
