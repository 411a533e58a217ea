package org.amana.verifier.ask;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.support.page.PageLanguages;
import org.amana.support.settings.AmanaProperties;
import org.amana.verifier.organisation.IntendedUses;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.Organisations;
import org.amana.verifier.request.BeginCheck;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.RequestAddresses;
import org.amana.verifier.request.RequestObjects;
import org.amana.verifier.request.RequestProperties;
import org.amana.verifier.request.Token;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.WebUtils;

/** The pages a person sees on their own phone after they scanned a poster, in their language. */
@Controller
class AskPages {
    private static final String CHECK_USE = "check-right-to-work";
    private final Organisations organisations;
    private final IntendedUses uses;
    private final CheckLinks links;
    private final BeginCheck begin;
    private final RequestObjects objects;
    private final ComeBack comeBack;
    private final RequestProperties properties;
    private final RandomGenerator random;
    private final PageLanguages languages;
    private final AmanaProperties amana;

    AskPages(Organisations organisations, IntendedUses uses, CheckLinks links, BeginCheck begin, RequestObjects objects,
            ComeBack comeBack, RequestProperties properties, RandomGenerator random, PageLanguages languages,
            AmanaProperties amana) {
        this.organisations = organisations;
        this.uses = uses;
        this.links = links;
        this.begin = begin;
        this.objects = objects;
        this.comeBack = comeBack;
        this.properties = properties;
        this.random = random;
        this.languages = languages;
        this.amana = amana;
    }

    @GetMapping("/{language}/{organisation}/ask/{link}")
    String show(@PathVariable String language, @PathVariable String organisation, @PathVariable String link,
                Model model) {
        Locale locale = locale(language);
        Organisation asking = organisation(organisation);
        CheckLink found = link(asking, link);
        model.addAttribute("organisationName", asking.name(locale));
        if (found.closed())
            return end(model, "closed");
        model.addAttribute("question", found.question());
        model.addAttribute("begin", address(language, asking, link));
        return "verifier-service/templates/ask";
    }

    /** Each visit gets a transaction of its own, and this browser a secret that only it can show again. */
    @PostMapping("/{language}/{organisation}/ask/{link}")
    String begin(@PathVariable String language, @PathVariable String organisation, @PathVariable String link,
                 Model model,
                 HttpServletResponse response) {
        Locale locale = locale(language);
        Organisation asking = organisation(organisation);
        CheckLink found = link(asking, link);
        model.addAttribute("organisationName", asking.name(locale));
        if (found.closed())
            return end(model, "closed");
        var cookie = new AskCookie(language, link, Token.fresh(random));
        Check check = begin.begin(asking, uses.of(asking, CHECK_USE), Optional.of(found.question()),
                Optional.of(Token.hash(cookie.session())));
        response.addHeader(HttpHeaders.SET_COOKIE,
                cookie.toCookie(organisation, isTls(),
                        properties.lifetime().plus(properties.matchTime())).toString());
        String request = RequestAddresses.link(amana.baseUrl(), check, objects.of(check.id()).getFirst());
        model.addAttribute("question", found.question());
        model.addAttribute("request", request);
        model.addAttribute("walletLink", RequestAddresses.walletLink(amana.peers().wallet(), language, request));
        model.addAttribute("expiresAt", check.expiresAt());
        return "verifier-service/templates/ask";
    }

    /** {@code redirect_uri}: leads on to a page in the language the visit began in. */
    @GetMapping("/{organisation}/return/{request}")
    String comeBack(@PathVariable String organisation, @PathVariable String request,
                    @RequestParam(name = "response_code", defaultValue = "") String code,
                    HttpServletRequest visit) {
        Organisation asking = organisation(organisation);
        Optional<AskCookie> began = Optional
                .ofNullable(WebUtils.getCookie(visit, AskCookie.name(organisation, isTls())))
                .flatMap(cookie -> AskCookie.parse(cookie.getValue()))
                .filter(one -> languages.languages().contains(one.language()));
        String language = began.map(AskCookie::language).orElse("en");
        return switch (comeBack.comeBack(asking.id(), request, code, began.map(AskCookie::session))) {
            case DONE -> "redirect:/" + language + "/" + asking.id() + "/ask-end/done";
            case WRONG_BROWSER -> "redirect:/" + language + "/" + asking.id() + "/ask-end/wrong-browser";
            case UNKNOWN -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    @GetMapping("/{language}/{organisation}/ask-end/{end:done|wrong-browser}")
    String end(@PathVariable String language, @PathVariable String organisation, @PathVariable String end,
               Model model) {
        model.addAttribute("organisationName", organisation(organisation).name(locale(language)));
        return end(model, end);
    }

    private boolean isTls() {
        return "https".equals(amana.baseUrl().getScheme());
    }

    private static String end(Model model, String end) {
        model.addAttribute("end", end);
        return "verifier-service/templates/ask-end";
    }

    private Locale locale(String language) {
        if (!languages.languages().contains(language))
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        return Locale.forLanguageTag(language);
    }

    private Organisation organisation(String id) {
        return organisations.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private CheckLink link(Organisation organisation, String link) {
        return links.find(organisation.id(), link).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String address(String language, Organisation organisation, String link) {
        return "/" + language + "/" + organisation.id() + "/ask/" + link;
    }
}
