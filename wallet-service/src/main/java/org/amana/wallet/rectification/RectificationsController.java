package org.amana.wallet.rectification;

import java.util.List;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** "This is wrong" over HTTP. Shapes: package documentation. */
@RestController
@RequestMapping("/api/v1")
class RectificationsController {
    private final Rectifications rectifications;
    private final RectificationComplaint complaint;

    RectificationsController(Rectifications rectifications, RectificationComplaint complaint) {
        this.rectifications = rectifications;
        this.complaint = complaint;
    }

    /** What is wrong, and what is right. */
    record WrongClaims(@Nullable List<List<String>> claims, @Nullable String words) {}

    /** The browser's signature. */
    record RectificationSignature(@Nullable String signature) {}

    @PostMapping("/credentials/{id}/rectification")
    RectificationStep ask(Vault vault, @PathVariable String id, @RequestBody WrongClaims wish, Locale language) {
        List<List<String>> claims = wish.claims();
        String words = wish.words();
        if (claims == null || words == null) {
            throw new ProblemException(new ApiProblem.UnreadableRequest("expected claims and words"));
        }
        return rectifications.ask(vault, id, claims, words, language);
    }

    @PostMapping("/rectifications/{id}/signature")
    RectificationStep sign(Vault vault, @PathVariable String id, @RequestBody RectificationSignature signed,
                           Locale language) {
        String signature = signed.signature();
        if (signature == null) {
            throw new ProblemException(new ApiProblem.UnreadableRequest("expected a signature"));
        }
        return rectifications.sign(vault, id, signature, language);
    }

    @GetMapping("/rectifications")
    List<RectificationView> list(Vault vault, Locale language) {
        return rectifications.list(vault, language);
    }

    @GetMapping("/rectifications/{id}/complaint")
    ObjectNode complaint(Vault vault, @PathVariable String id) {
        return complaint.file(vault, id);
    }
}
