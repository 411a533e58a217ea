package org.amana.issuer.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.audit.AuditTrail;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.IssuerProblem;
import org.amana.issuer.credential.CredentialId;
import org.amana.issuer.credential.Credentials;
import org.amana.issuer.offer.Delivery;
import org.amana.issuer.offer.MadeOffer;
import org.amana.issuer.offer.Offers;
import org.amana.issuer.source.PersonId;
import org.amana.issuer.source.PersonRegister;
import org.amana.support.settings.AmanaProperties;
import org.amana.support.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The desk as pages: plain forms, no script. */
@Controller
class DeskPages {
    private static final String TEMPLATES = "issuer-service/templates/";
    private final Authorities authorities;
    private final Cases cases;
    private final PersonRegister register;
    private final Offers offers;
    private final Credentials credentials;
    private final AuditTrail audit;
    private final AmanaProperties amana;

    DeskPages(Authorities authorities, Cases cases, PersonRegister register, Offers offers, Credentials credentials,
            AuditTrail audit, AmanaProperties amana) {
        this.authorities = authorities;
        this.cases = cases;
        this.register = register;
        this.offers = offers;
        this.credentials = credentials;
        this.audit = audit;
        this.amana = amana;
    }

    /** The doors of all offices. */
    @GetMapping("/")
    String offices(Model model) {
        model.addAttribute("offices", authorities.all());
        return TEMPLATES + "offices";
    }

    @GetMapping("/{authority}/desk")
    String people(@PathVariable String authority, @RequestParam(defaultValue = "") String q,
                  @RequestParam(defaultValue = "0") int page, Model model) {
        Authority office = office(authority, model);
        model.addAttribute("q", q);
        model.addAttribute("found", cases.find(office, q, page));
        return TEMPLATES + "people";
    }

    @GetMapping("/{authority}/desk/people/{id}")
    String person(@PathVariable String authority, @PathVariable String id, Model model) {
        model.addAttribute("case", cases.of(office(authority, model), DeskApi.personId(id)));
        return TEMPLATES + "case";
    }

    /** Shows the offer at once: its link and code cannot be shown again, so there is nothing to redirect to. */
    @PostMapping("/{authority}/desk/people/{id}/offers")
    String offer(@PathVariable String authority, @PathVariable String id, @RequestParam String configuration,
                 @RequestParam String delivery, @AuthenticationPrincipal StaffMember staff, Model model) {
        Authority office = office(authority, model);
        PersonId personId = DeskApi.personId(id);
        Delivery way = DeskApi.delivery(delivery);
        MadeOffer made = offers.make(office, personId, DeskApi.configurationId(configuration), way, staff.username());
        model.addAttribute("person", register.find(office.id(), personId)
                .orElseThrow(() -> new ProblemException(new IssuerProblem.NotFound("person"))));
        model.addAttribute("offer", made);
        model.addAttribute("type", configuration);
        model.addAttribute("walletLink", amana.peers().wallet() + "/en/offer?uri="
                + URLEncoder.encode(made.linkByReference(), StandardCharsets.UTF_8));
        return TEMPLATES + (way == Delivery.LETTER ? "letter" : "offer");
    }

    @PostMapping("/{authority}/desk/people/{id}/offers/{offer}/withdraw")
    String withdraw(@PathVariable String authority, @PathVariable String id, @PathVariable String offer,
                    @AuthenticationPrincipal StaffMember staff, Model model) {
        Authority office = office(authority, model);
        offers.withdraw(office.id(), DeskApi.offerId(offer), staff.username());
        return toCase(office, DeskApi.personId(id));
    }

    @PostMapping("/{authority}/desk/people/{id}/credentials/{credential}")
    String change(@PathVariable String authority, @PathVariable String id, @PathVariable String credential,
                  @RequestParam String change, @RequestParam(defaultValue = "") String reason,
                  @AuthenticationPrincipal StaffMember staff, Model model) {
        Authority office = office(authority, model);
        credentials.change(office.id(),
                CredentialId.parse(credential)
                        .orElseThrow(() -> new ProblemException(new IssuerProblem.NotFound("credential"))),
                change(change), reason, staff.username());
        return toCase(office, DeskApi.personId(id));
    }

    @GetMapping("/{authority}/desk/audit")
    String audit(@PathVariable String authority, @RequestParam(defaultValue = "9223372036854775807") long before,
                 Model model, HttpServletResponse response) {
        Authority office = office(authority, model);
        model.addAttribute("entries", audit.newest(office.id(), before));
        return TEMPLATES + "audit";
    }

    private Authority office(String authority, Model model) {
        Authority office = authorities.require(authority);
        model.addAttribute("office", office);
        return office;
    }

    private static Credentials.Change change(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "suspend" -> Credentials.Change.SUSPEND;
            case "reinstate" -> Credentials.Change.REINSTATE;
            case "revoke" -> Credentials.Change.REVOKE;
            default ->
                throw new ProblemException(new IssuerProblem.InvalidInput("Choose suspend, reinstate or revoke."));
        };
    }

    private static String toCase(Authority office, PersonId person) {
        return "redirect:/" + office.id() + "/desk/people/" + person;
    }
}
