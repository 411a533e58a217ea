package org.amana.wallet.home;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.problem.WalletProblemAnswers;
import org.amana.wallet.rectification.RectificationComplaint;
import org.amana.wallet.rectification.RectificationView;
import org.amana.wallet.rectification.Rectifications;
import org.amana.wallet.rights.Complaint;
import org.amana.wallet.rights.RightView;
import org.amana.wallet.rights.Rights;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.node.ObjectNode;

/** What the person asked of others by right, how long these have, and the way to complain. */
@Controller
@RequestMapping("/{language}")
class RightsPages {
    private final Rights rights;
    private final Complaint complaint;
    private final Rectifications rectifications;
    private final RectificationComplaint rectificationComplaint;
    private final RightsNews news;
    private final WalletProblemAnswers answers;

    /** What the page of a complaint tells, whichever right it is about. */
    record ToComplain(String id, String party, boolean canComplain, RightView.@Nullable Supervisor supervisor,
                      boolean correction) {}

    RightsPages(Rights rights, Complaint complaint, Rectifications rectifications,
            RectificationComplaint rectificationComplaint, RightsNews news, WalletProblemAnswers answers) {
        this.rights = rights;
        this.complaint = complaint;
        this.rectifications = rectifications;
        this.rectificationComplaint = rectificationComplaint;
        this.news = news;
        this.answers = answers;
    }

    @GetMapping("/rights")
    String list(Vault vault, Locale locale, Model model) {
        model.addAttribute("rights", rights.list(vault, locale));
        model.addAttribute("rectifications", rectifications.list(vault, locale));
        news.seen(vault, locale, "rights");
        return Page.of("rights");
    }

    @PostMapping("/consents/{record}/erasure")
    String ask(@PathVariable String language, @PathVariable String record, Vault vault, Locale locale, Model model) {
        try {
            rights.askToErase(vault, record, locale);
            return Page.redirect(language, "/rights");
        } catch (ProblemException e) {
            model.addAttribute("problem", Trouble.of(answers.explain(e, locale)));
            return list(vault, locale, model);
        }
    }

    @GetMapping("/rights/{id}/complaint")
    String complaint(@PathVariable String id, Vault vault, Locale locale, Model model) {
        model.addAttribute("complaint", toComplain(vault, id, locale));
        return Page.of("complaint");
    }

    @GetMapping("/rights/{id}/complaint/file")
    void file(@PathVariable String id, Vault vault, HttpServletResponse response) throws IOException {
        ObjectNode content = rectifications.has(vault, id)
                ? rectificationComplaint.file(vault, id)
                : complaint.file(vault, id);
        byte[] file = StrictJson.write(content).getBytes(StandardCharsets.UTF_8);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("amana-complaint.json").build().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().write(file);
    }

    private ToComplain toComplain(Vault vault, String id, Locale locale) {
        if (rectifications.has(vault, id)) {
            RectificationView about = rectifications.view(vault, id, locale);
            return new ToComplain(id, about.authority(), about.canComplain(), null, true);
        }
        RightView about = complaint.about(vault, id, locale);
        return new ToComplain(id, about.party().name(), about.canComplain(), about.supervisor(), false);
    }
}
