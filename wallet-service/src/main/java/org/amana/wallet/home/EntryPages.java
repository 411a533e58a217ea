package org.amana.wallet.home;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.consent.Entries;
import org.amana.wallet.consent.EntriesView;
import org.amana.wallet.consent.EntryView;
import org.amana.wallet.consent.Objecting;
import org.amana.wallet.presentation.UseWords;
import org.amana.wallet.problem.WalletProblemAnswers;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Every entry of the ledger that concerns the person, each with a proof that their own browser checks; and objecting to
 * what rests on a law.
 */
@Controller
@RequestMapping("/{language}/entries")
class EntryPages {
    private final Entries entries;
    private final Objecting objecting;
    private final UseWords uses;
    private final RightsNews news;
    private final WalletProblemAnswers answers;

    EntryPages(Entries entries, Objecting objecting, UseWords uses, RightsNews news,
            WalletProblemAnswers answers) {
        this.entries = entries;
        this.objecting = objecting;
        this.uses = uses;
        this.news = news;
        this.answers = answers;
    }

    @GetMapping
    String list(Vault vault, Locale locale, Model model) {
        EntriesView all = entries.list(vault, locale);
        model.addAttribute("list", all);
        model.addAttribute("grounds", grounds(all.entries(), locale));
        news.seen(vault, locale, "entries");
        return Page.of("entries");
    }

    /** Why the person was not asked, by receipt. */
    private Map<String, List<String>> grounds(List<EntryView> all, Locale locale) {
        Map<String, List<String>> grounds = new HashMap<>();
        for (EntryView entry : all) {
            if (entry.law() != null) {
                grounds.put(entry.receipt(),
                        entry.law().basis().stream().map(term -> uses.legalBasis(term, locale)).toList());
            }
        }
        return grounds;
    }

    @PostMapping("/{record}/object")
    String object(@PathVariable String language, @PathVariable String record,
                  @RequestParam(defaultValue = "") String words, Vault vault, Locale locale, Model model) {
        try {
            objecting.object(vault, record, words.replace("\r\n", "\n"));
            return Page.redirect(language, "/entries");
        } catch (ProblemException e) {
            model.addAttribute("problem", Trouble.of(answers.explain(e, locale)));
            return list(vault, locale, model);
        }
    }
}
