package org.amana.wallet.history;

import java.util.List;
import java.util.Locale;
import org.amana.wallet.vault.Vault;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The history over HTTP. Shapes: package documentation. */
@RestController
@RequestMapping("/api/v1/history")
class HistoryController {

    private final History history;

    HistoryController(History history) {
        this.history = history;
    }

    @GetMapping
    List<HistoryView> list(Vault vault, Locale language) {
        return history.list(vault, language);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Vault vault, @PathVariable String id) {
        history.delete(vault, id);
    }
}
