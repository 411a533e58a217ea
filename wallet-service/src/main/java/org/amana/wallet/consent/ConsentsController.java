package org.amana.wallet.consent;

import java.util.List;
import java.util.Locale;
import org.amana.wallet.vault.Vault;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Consents and receipts over HTTP. Shapes: package documentation. */
@RestController
@RequestMapping("/api/v1")
class ConsentsController {

    private final Consents consents;
    private final Forgetting forgetting;
    private final Reaffirming reaffirming;
    private final Receipts receipts;

    ConsentsController(Consents consents, Forgetting forgetting, Reaffirming reaffirming, Receipts receipts) {
        this.consents = consents;
        this.forgetting = forgetting;
        this.reaffirming = reaffirming;
        this.receipts = receipts;
    }

    @GetMapping("/consents")
    List<ConsentView> list(Vault vault, Locale language) {
        return consents.list(vault, language);
    }

    @PostMapping("/consents/{record}/withdraw")
    ConsentView withdraw(Vault vault, @PathVariable String record, Locale language) {
        return consents.withdraw(vault, record, language);
    }

    /** It is to go on, says a person who came of age. */
    @PostMapping("/consents/{record}/reaffirm")
    ConsentView reaffirm(Vault vault, @PathVariable String record, Locale language) {
        return reaffirming.reaffirm(vault, record, language);
    }

    /** The ledger forgets all consents of this one's recipient, and so does the list. */
    @PostMapping("/consents/{record}/forget")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(Vault vault, @PathVariable String record) {
        forgetting.forget(vault, record);
    }

    @GetMapping("/receipts/{id}")
    ReceiptView receipt(Vault vault, @PathVariable String id) {
        return receipts.view(vault, id);
    }
}
