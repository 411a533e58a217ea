package org.amana.verifier.retention;

import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.Organisations;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Signed notices of the ledger over HTTP; see {@link ReceiveNotice}.
 *
 * <pre>
 * POST /{organisation}/notices   application/jwt, typ amana-notice+jwt
 * 204  erased, or nothing was held
 * 404  no such organisation
 * </pre>
 */
@RestController
class NoticesController {
    private final Organisations organisations;
    private final ReceiveNotice notices;

    NoticesController(Organisations organisations, ReceiveNotice notices) {
        this.organisations = organisations;
        this.notices = notices;
    }

    @PostMapping("/{organisation}/notices")
    ResponseEntity<Void> receive(@PathVariable String organisation, @RequestBody String notice) {
        Organisation told = organisations.find(organisation)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        notices.receive(told, notice);
        return ResponseEntity.noContent().build();
    }
}
