package org.amana.wallet.home;

import java.nio.charset.StandardCharsets;
import org.amana.core.json.StrictJson;
import org.amana.wallet.consent.ReceiptView;
import org.amana.wallet.consent.Receipts;
import org.amana.wallet.vault.Vault;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The proof in the person's hand: to read, and as the file that {@code amana-ledger receipt} checks. */
@Controller
@RequestMapping("/{language}/receipts/{id}")
class ReceiptPages {
    private final Receipts receipts;

    ReceiptPages(Receipts receipts) {
        this.receipts = receipts;
    }

    @GetMapping
    String receipt(@PathVariable String id, Vault vault, Model model) {
        ReceiptView view = receipts.view(vault, id);
        model.addAttribute("receipt", view);
        model.addAttribute("notice", view.notice().lines().toList());
        return Page.of("receipt");
    }

    @GetMapping("/file")
    ResponseEntity<byte[]> file(@PathVariable String id, Vault vault) {
        ReceiptView view = receipts.view(vault, id);
        var name = ContentDisposition.attachment().filename("amana-receipt-" + view.index() + ".json").build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(StrictJson.write(view.receipt()).getBytes(StandardCharsets.UTF_8));
    }
}
