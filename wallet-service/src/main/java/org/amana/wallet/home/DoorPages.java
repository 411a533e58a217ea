package org.amana.wallet.home;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.holder.WalletDoor;
import org.amana.wallet.problem.WalletProblemAnswers;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.KeyringKind;
import org.amana.wallet.vault.Vault;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Makes, opens and locks a wallet with plain forms; passkeys go through the API of the same steps. */
@Controller
@RequestMapping("/{language}")
class DoorPages {
    private static final int SHORTEST_WORDS = 8;

    private final WalletDoor door;
    private final WalletProblemAnswers answers;
    private final MessageSource messages;

    DoorPages(WalletDoor door, WalletProblemAnswers answers, MessageSource messages) {
        this.door = door;
        this.answers = answers;
        this.messages = messages;
    }

    @GetMapping("/start")
    String start(Model model) {
        model.addAttribute("shortestWords", SHORTEST_WORDS);
        return Page.of("start");
    }

    @PostMapping("/start")
    String make(@PathVariable String language, @RequestParam String passphrase, @RequestParam String again,
                @RequestParam(defaultValue = "server") String keyring, Locale locale, Model model,
                HttpServletRequest request, HttpServletResponse response) {
        if (!passphrase.equals(again)) {
            model.addAttribute("problem", Trouble.plain(messages.getMessage("start.words.differ", null, locale), ""));
            return start(model);
        }
        try {
            KeyringKind kind = keyring.equals("browser") ? KeyringKind.BROWSER : KeyringKind.SERVER;
            HolderId holder = door.makeForPage(kind, passphrase, request);
            if (kind == KeyringKind.BROWSER) {
                WalletNumber.remember(holder, request, response);
            }
            return Page.redirect(language, "/words");
        } catch (ProblemException e) {
            model.addAttribute("problem", Trouble.of(answers.explain(e, locale)));
            return start(model);
        }
    }

    @GetMapping("/words")
    String words(Vault vault, Model model) {
        model.addAttribute("wallet", vault.holder().value());
        return Page.of("words");
    }

    @GetMapping("/unlock")
    String unlock(@PathVariable String language, Optional<Vault> vault, Model model, HttpServletRequest request) {
        if (vault.isPresent()) {
            return Onward.take(request, language);
        }
        return unlockPage(language, WalletNumber.remembered(request), model, request);
    }

    @PostMapping("/unlock")
    String open(@PathVariable String language, @RequestParam(name = "wallet_id", defaultValue = "") String walletId,
                @RequestParam String passphrase, @RequestParam(defaultValue = "false") boolean remember, Locale locale,
                Model model, HttpServletRequest request, HttpServletResponse response) {
        try {
            HolderId holder = door.unlockForPage(walletId, passphrase, request);
            if (remember) {
                WalletNumber.remember(holder, request, response);
            } else {
                WalletNumber.forget(request, response);
            }
            return Onward.take(request, language);
        } catch (ProblemException e) {
            model.addAttribute("problem", Trouble.of(answers.explain(e, locale)));
            return unlockPage(language, Optional.of(walletId), model, request);
        }
    }

    /** Goes on to what waited for the wallet to open. */
    @GetMapping("/onward")
    String onward(@PathVariable String language, Vault vault, HttpServletRequest request) {
        return Onward.take(request, language);
    }

    @PostMapping("/lock")
    String lock(@PathVariable String language, HttpServletRequest request) {
        door.lockForPage(request);
        return Page.redirect(language, "/locked");
    }

    private static String unlockPage(String language, Optional<String> walletId, Model model,
                                     HttpServletRequest request) {
        model.addAttribute("wallet", walletId.orElse(null));
        model.addAttribute("waiting", Onward.waits(request));
        model.addAttribute("next", "/" + language + "/onward");
        return Page.of("unlock");
    }
}
