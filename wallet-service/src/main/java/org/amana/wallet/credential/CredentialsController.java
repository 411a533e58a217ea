package org.amana.wallet.credential;

import java.util.List;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The cards over HTTP. Shapes: package documentation. */
@RestController
@RequestMapping("/api/v1/credentials")
class CredentialsController {

    private final Cards cards;

    CredentialsController(Cards cards) {
        this.cards = cards;
    }

    @GetMapping
    List<CardView> list(Vault vault, Locale language) {
        return cards.list(vault, language);
    }

    @GetMapping("/{id}")
    CardView one(Vault vault, @PathVariable String id, Locale language) {
        return cards.find(vault, id, language)
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such card")));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Vault vault, @PathVariable String id) {
        cards.delete(vault, id);
    }
}
