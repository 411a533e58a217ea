package org.amana.wallet.home;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.consent.ReadLedgerFile;
import org.amana.wallet.consent.WriteLedgerFile;
import org.amana.wallet.problem.WalletProblemAnswers;
import org.amana.wallet.vault.Vault;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Taking all that one holds of the ledger along, and bringing it to another wallet. */
@Controller
@RequestMapping("/{language}/entries")
class LedgerFilePages {
    private final WriteLedgerFile write;
    private final ReadLedgerFile read;
    private final WalletProblemAnswers answers;

    LedgerFilePages(WriteLedgerFile write, ReadLedgerFile read, WalletProblemAnswers answers) {
        this.write = write;
        this.read = read;
        this.answers = answers;
    }

    @GetMapping("/take")
    String take(Vault vault) {
        return Page.of("take");
    }

    /** The file itself, or the page again with what was wrong with the words. */
    @PostMapping("/take")
    ModelAndView file(@RequestParam(defaultValue = "") String words, @RequestParam(defaultValue = "") String again,
                      Vault vault, Locale locale) {
        if (!words.equals(again)) {
            return new ModelAndView(Page.of("take"), "differ", true);
        }
        try {
            byte[] file = StrictJson.write(write.write(vault, words).toJson()).getBytes(StandardCharsets.UTF_8);
            return new ModelAndView((_, _, response) -> download(file, response));
        } catch (ProblemException e) {
            return new ModelAndView(Page.of("take"), "problem", Trouble.of(answers.explain(e, locale)));
        }
    }

    private static void download(byte[] file, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("amana-ledger.json").build().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().write(file);
    }

    @GetMapping("/bring")
    String bring(Vault vault) {
        return Page.of("bring");
    }

    @PostMapping("/bring")
    String brought(@PathVariable String language, @RequestParam MultipartFile file,
                   @RequestParam(defaultValue = "") String words, Vault vault, Locale locale, Model model,
                   RedirectAttributes next)
            throws IOException {
        try {
            next.addFlashAttribute("brought", read.read(vault, file.getBytes(), words));
            return Page.redirect(language, "/entries");
        } catch (ProblemException e) {
            model.addAttribute("problem", Trouble.of(answers.explain(e, locale)));
            return Page.of("bring");
        }
    }
}
