package org.amana.ledger.register;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.LogProblem;
import org.amana.ledger.register.Proposal.Outcome;
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

/** The register's desk: plain forms, no script. What is refused is shown again with the reason. */
@Controller
@RequestMapping("/" + Registrar.TENANT + "/desk")
class RegisterPages {
    private static final String TEMPLATES = "consent-ledger/templates/";
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final String HOME = "/" + Registrar.TENANT + "/desk";
    private final Register register;
    private final RegisterProposals proposals;
    private final DataWords words;
    private final ChangePage page;

    RegisterPages(Register register, RegisterProposals proposals, DataWords words) {
        this.register = register;
        this.proposals = proposals;
        this.words = words;
        this.page = new ChangePage(register, words);
    }

    @GetMapping
    String open(@AuthenticationPrincipal StaffMember member, Model model) {
        Registrar.of(member);
        model.addAttribute("open", proposals.open());
        model.addAttribute("decided", proposals.decided());
        model.addAttribute("names", EntryNames.of(register));
        return TEMPLATES + "register-proposals";
    }

    @GetMapping("/entries")
    String entries(@AuthenticationPrincipal StaffMember member, Model model) {
        Registrar.of(member);
        model.addAttribute("uses", register.registeredUses());
        model.addAttribute("parties", register.parties());
        model.addAttribute("names", EntryNames.of(register));
        return TEMPLATES + "register-entries";
    }

    /** An empty form, or one that holds the entry as it stands. */
    @GetMapping("/change")
    String change(@AuthenticationPrincipal StaffMember member, @RequestParam String kind,
                  @RequestParam(defaultValue = "") String id, @RequestParam(defaultValue = "") String as, Model model) {
        Registrar.of(member);
        return page.open(new EntryKey(kind(kind), id), as.equals("json"), model);
    }

    @PostMapping("/proposals")
    String propose(@AuthenticationPrincipal StaffMember member, @RequestParam String kind, @RequestParam int version,
                   @RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response) {
        Registrar registrar = Registrar.of(member);
        EntryKind of = kind(kind);
        try {
            return to(proposals.change(registrar, of, ChangePage.document(of, sent), version));
        } catch (ProblemException e) {
            refused(e, model, response);
            return page.again(of, version, sent, model);
        }
    }

    @PostMapping("/retire")
    String retire(@AuthenticationPrincipal StaffMember member, @RequestParam String id, @RequestParam int version,
                  Model model, HttpServletResponse response) {
        Registrar registrar = Registrar.of(member);
        try {
            return to(proposals.retire(registrar, id, version));
        } catch (ProblemException e) {
            refused(e, model, response);
            return entries(member, model);
        }
    }

    @GetMapping("/proposals/{id}")
    String proposal(@AuthenticationPrincipal StaffMember member, @PathVariable String id, Model model) {
        Registrar.of(member);
        Proposal proposal = proposals.find(new ProposalId(id));
        model.addAttribute("proposal", proposal);
        model.addAttribute("own", proposal.isBy(member.username()));
        model.addAttribute("superseded", proposals.isSuperseded(proposal));
        model.addAttribute("names", EntryNames.of(register));
        model.addAttribute("differences", Differences.of(proposal.entry().kind(), proposals.base(proposal),
                RegisterLeaf.document(proposal), words));
        return TEMPLATES + "register-proposal";
    }

    @PostMapping("/proposals/{id}")
    String decide(@AuthenticationPrincipal StaffMember member, @PathVariable String id, @RequestParam String decision,
                  Model model, HttpServletResponse response) {
        Registrar registrar = Registrar.of(member);
        var proposal = new ProposalId(id);
        try {
            proposals.decide(registrar, proposal, outcome(decision));
            return to(proposal);
        } catch (ProblemException e) {
            refused(e, model, response);
            return proposal(member, id, model);
        }
    }

    private static String to(ProposalId proposal) {
        return "redirect:" + HOME + "/proposals/" + proposal.value();
    }

    /** What the register itself refuses is shown with the form; what is wrong elsewhere is not. */
    private static void refused(ProblemException e, Model model, HttpServletResponse response) {
        int status = RegisterConfiguration.statusOf(e.problem());
        if (e.problem() instanceof LogProblem.NotLeading) {
            status = 503;
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (status == 0 || e.problem() instanceof RegisterEntryProblem.Unknown) {
            throw e;
        }
        response.setStatus(status);
        model.addAttribute("refused", e.problem().detail());
    }

    private static EntryKind kind(String word) {
        return switch (word) {
            case "party" -> EntryKind.PARTY;
            case "intended_use" -> EntryKind.INTENDED_USE;
            default -> throw EntryCheck.contradiction("an entry is a party or an intended use");
        };
    }

    private static Outcome outcome(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "approve" -> Outcome.APPROVED;
            case "reject" -> Outcome.REJECTED;
            case "withdraw" -> Outcome.WITHDRAWN;
            default -> throw EntryCheck.contradiction("a decision is approve, reject or withdraw");
        };
    }
}
