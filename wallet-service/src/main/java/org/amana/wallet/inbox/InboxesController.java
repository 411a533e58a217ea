package org.amana.wallet.inbox;

import java.util.List;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who may write, over HTTP. Shapes: package documentation. */
@RestController
@RequestMapping("/api/v1/inboxes")
class InboxesController {
    private final Inboxes inboxes;

    InboxesController(Inboxes inboxes) {
        this.inboxes = inboxes;
    }

    @GetMapping
    List<InboxView> list(Vault vault, Locale language) {
        return inboxes.list(vault, language);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    InboxView open(Vault vault, @RequestBody InboxWish wish, Locale language) {
        if (wish.record() == null) {
            throw new ProblemException(new ApiProblem.UnreadableRequest("expected the member record"));
        }
        return inboxes.open(vault, wish.record(), language);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(Vault vault, @PathVariable String id) {
        inboxes.close(vault, id);
    }

    record InboxWish(@Nullable String record) {}
}
