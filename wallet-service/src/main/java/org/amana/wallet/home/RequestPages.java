package org.amana.wallet.home;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.wallet.history.History;
import org.amana.wallet.history.HistoryView;
import org.amana.wallet.inbox.Inboxes;
import org.amana.wallet.presentation.ApprovalView;
import org.amana.wallet.presentation.ApprovalWish;
import org.amana.wallet.presentation.ApproveRequest;
import org.amana.wallet.presentation.DeferRequest;
import org.amana.wallet.presentation.ReadRequest;
import org.amana.wallet.presentation.RefuseRequest;
import org.amana.wallet.presentation.SayNotAble;
import org.amana.wallet.problem.WalletProblemAnswers;
import org.amana.wallet.vault.KeyringKind;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Somebody asks to see a card: who, why, what, what not, two equal answers, and an ending that says what was shared. */
@Controller
@RequestMapping("/{language}")
class RequestPages {
    private static final String BACK = "redirectUri";

    private final ReadRequest requests;
    private final ApproveRequest approve;
    private final RefuseRequest refuse;
    private final DeferRequest defer;
    private final SayNotAble notAble;
    private final TellRequest tell;
    private final History history;
    private final Inboxes inboxes;
    private final WalletProblemAnswers answers;
    private final MessageSource messages;

    RequestPages(ReadRequest requests, ApproveRequest approve, RefuseRequest refuse, DeferRequest defer,
            SayNotAble notAble, TellRequest tell, History history, Inboxes inboxes, WalletProblemAnswers answers,
            MessageSource messages) {
        this.requests = requests;
        this.approve = approve;
        this.refuse = refuse;
        this.defer = defer;
        this.notAble = notAble;
        this.tell = tell;
        this.history = history;
        this.inboxes = inboxes;
        this.answers = answers;
        this.messages = messages;
    }

    /** The address that requesters link to: {@code /en/request?uri=openid4vp%3A%2F%2F…}. */
    @GetMapping("/request")
    String open(@PathVariable String language, @RequestParam String uri, Vault vault, Locale locale) {
        return Page.redirect(language, "/requests/" + requests.open(vault, uri, locale).requestId());
    }

    @GetMapping("/requests/{id}")
    String request(@PathVariable String id, @RequestParam(defaultValue = "false") boolean less, Vault vault,
                   Locale locale, Model model) {
        model.addAttribute("less", less);
        RequestOnPage asked = tell.tell(requests.find(vault, id, locale), locale);
        model.addAttribute("request", asked);
        model.addAttribute("mayAskToWrite", asked.canAnswer() && asked.exchange() != null && !asked.exchange().ward()
                && inboxes.isMissing(vault, asked.who().identifier()));
        model.addAttribute("keyring", vault.keyring().word());
        model.addAttribute("wallet", vault.holder().value());
        return Page.of("request");
    }

    /** Without a module: "no" always comes here, "yes" where the wallet's keys are with the service. */
    @PostMapping("/requests/{id}")
    String decide(@PathVariable String language, @PathVariable String id, @RequestParam String decision,
                  @RequestParam(defaultValue = "0") int option, @RequestParam Optional<Integer> portrait,
                  @RequestParam(defaultValue = "") List<String> accept,
                  @RequestParam(defaultValue = "false") boolean less,
                  @RequestParam(defaultValue = "") List<String> send,
                  @RequestParam(defaultValue = "false") boolean write, Vault vault, Locale locale, Model model,
                  RedirectAttributes next) {
        model.addAttribute("less", less);
        try {
            if (decision.equals("later")) {
                defer.defer(vault, id);
                next.addFlashAttribute("done", messages.getMessage("request.later.done", null, locale));
                return Page.redirect(language, "/home");
            }
            if (decision.equals("not-able")) {
                back(notAble.say(vault, id)).ifPresent(uri -> next.addFlashAttribute(BACK, uri));
                next.addFlashAttribute("notAble", true);
                return Page.redirect(language, "/requests/" + id + "/refused");
            }
            if (!decision.equals("yes")) {
                back(refuse.refuse(vault, id)).ifPresent(uri -> next.addFlashAttribute(BACK, uri));
                return Page.redirect(language, "/requests/" + id + "/refused");
            }
            if (vault.keyring() == KeyringKind.BROWSER) {
                return again(id, vault, locale, model,
                        plain("common.needs-script.title", "common.needs-script.next", locale));
            }
            RequestOnPage asked = tell.tell(requests.find(vault, id, locale), locale);
            if (wantsPicture(asked, option) && !portrait.equals(Optional.of(option))) {
                return again(id, vault, locale, model, plain("request.photo.needed", "request.photo.hint", locale));
            }
            if (less && send.isEmpty()) {
                return again(id, vault, locale, model, plain("request.less.none", "request.less.hint", locale));
            }
            Optional<List<CredentialCategory>> part = less && asked.exchange() != null
                    ? Optional.of(asked.exchange().chosen(send))
                    : Optional.empty();
            ApprovalView ending = approve.approve(vault, id,
                    new ApprovalWish(option, accept, Optional.empty(), part, write), locale);
            back(ending).ifPresent(uri -> next.addFlashAttribute(BACK, uri));
            return Page.redirect(language, "/requests/" + id + "/done");
        } catch (ProblemException e) {
            return again(id, vault, locale, model, e);
        }
    }

    @GetMapping("/requests/{id}/done")
    String done(@PathVariable String id, Vault vault, Locale locale, Model model) {
        Optional<HistoryView> last = history.list(vault, locale).stream().filter(HistoryView::shared).findFirst();
        if (last.isEmpty()) {
            return Page.of("request-refused");
        }
        model.addAttribute("id", id);
        model.addAttribute("done", last.get());
        model.addAttribute("consent", last.get().legalBasis().stream().anyMatch(basis -> basis.endsWith("A6-1-a")));
        return Page.of("request-done");
    }

    @GetMapping("/requests/{id}/refused")
    String refused(Vault vault) {
        return Page.of("request-refused");
    }

    private static boolean wantsPicture(RequestOnPage asked, int option) {
        return option >= 0 && option < asked.options().size() && asked.options().get(option).portrait();
    }

    /** Where the requester's page goes on; only web addresses become a link. */
    private static Optional<String> back(ApprovalView ending) {
        return Optional.ofNullable(ending.redirectUri()).filter(uri -> {
            String scheme = URI.create(uri).getScheme();
            return "https".equals(scheme) || "http".equals(scheme);
        });
    }

    private Trouble plain(String title, String next, Locale locale) {
        return Trouble.plain(messages.getMessage(title, null, locale), messages.getMessage(next, null, locale));
    }

    private String again(String id, Vault vault, Locale locale, Model model, Trouble trouble) {
        String page = request(id, Boolean.TRUE.equals(model.getAttribute("less")), vault, locale, model);
        model.addAttribute("problem", trouble);
        return page;
    }

    /** The same page with what went wrong; a request that is no longer open has a page of its own. */
    private String again(String id, Vault vault, Locale locale, Model model, ProblemException wrong) {
        @Nullable RequestOnPage still = null;
        try {
            still = tell.tell(requests.find(vault, id, locale), locale);
        } catch (ProblemException closed) {
            wrong.addSuppressed(closed);
        }
        if (still == null) {
            throw wrong;
        }
        return again(id, vault, locale, model, Trouble.of(answers.explain(wrong, locale)));
    }
}
