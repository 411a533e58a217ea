package org.amana.wallet.rights;

import java.util.List;
import java.util.Locale;
import org.amana.wallet.vault.Vault;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Requests by right over HTTP. Shapes: package documentation. */
@RestController
@RequestMapping("/api/v1")
class RightsController {

    private final Rights rights;
    private final Complaint complaint;

    RightsController(Rights rights, Complaint complaint) {
        this.rights = rights;
        this.complaint = complaint;
    }

    @PostMapping("/consents/{record}/erasure")
    RightView askToErase(Vault vault, @PathVariable String record, Locale language) {
        return rights.askToErase(vault, record, language);
    }

    @GetMapping("/rights")
    List<RightView> list(Vault vault, Locale language) {
        return rights.list(vault, language);
    }

    @GetMapping("/rights/{id}/complaint")
    ObjectNode complaint(Vault vault, @PathVariable String id) {
        return complaint.file(vault, id);
    }
}
