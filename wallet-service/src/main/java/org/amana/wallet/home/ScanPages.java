package org.amana.wallet.home;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.amana.wallet.vault.Vault;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriComponentsBuilder;

/** One place for every code: a card that is offered, or a request for a card. */
@Controller
@RequestMapping("/{language}/scan")
class ScanPages {
    private final MessageSource messages;

    ScanPages(MessageSource messages) {
        this.messages = messages;
    }

    @GetMapping
    String scan(Vault vault) {
        return Page.of("scan");
    }

    /** Where the language chooser of an answered form, or a reload, leads. */
    @GetMapping({"/text", "/photo"})
    String again(@PathVariable String language) {
        return Page.redirect(language, "/scan");
    }

    @PostMapping("/text")
    String text(@PathVariable String language, @RequestParam String text, Vault vault, Locale locale, Model model) {
        return open(language, text, locale, model);
    }

    @PostMapping("/photo")
    String photo(@PathVariable String language, @RequestParam MultipartFile picture, Vault vault, Locale locale,
                 Model model)
            throws IOException {
        Optional<String> read = CodePhoto.read(picture.getBytes());
        return read.isPresent()
                ? open(language, read.get(), locale, model)
                : scanAgain("scan.photo.unread", locale, model);
    }

    private String open(String language, String text, Locale locale, Model model) {
        return ScannedLink.parse(text)
                .map(link -> "redirect:" + UriComponentsBuilder.fromPath("/{language}/{page}")
                        .queryParam("uri", "{uri}")
                        .encode()
                        .buildAndExpand(language, link.page(), link.uri())
                        .toUriString())
                .orElseGet(() -> scanAgain("scan.text.unknown", locale, model));
    }

    private String scanAgain(String message, Locale locale, Model model) {
        model.addAttribute("problem", Trouble.plain(messages.getMessage(message, null, locale),
                messages.getMessage(message + ".next", null, locale)));
        return Page.of("scan");
    }
}
