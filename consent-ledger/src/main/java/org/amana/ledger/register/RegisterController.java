package org.amana.ledger.register;

import org.amana.core.status.StatusListToken;
import org.amana.ledger.log.Answers;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The register for everyone to read, and its import for the registrar. */
@RestController
class RegisterController {
    private static final MediaType JWT = new MediaType("application", "jwt");
    private static final MediaType STATUS_LIST = MediaType.parseMediaType(StatusListToken.MEDIA_TYPE);
    private final Register register;
    private final RegisterImport imports;
    private final TrustListPublisher trustList;
    private final CertificateIssuer certificates;

    RegisterController(Register register, RegisterImport imports, TrustListPublisher trustList,
            CertificateIssuer certificates) {
        this.register = register;
        this.imports = imports;
        this.trustList = trustList;
        this.certificates = certificates;
    }

    @PostMapping("/v1/register/import")
    ResponseEntity<String> importRegister(@RequestBody byte[] document) {
        return Answers.json(HttpStatus.OK, RegisterImport.toJson(imports.run(document)));
    }

    /** Ids of issuers are addresses, so the id may also be given as {@code ?id=}. */
    @GetMapping("/v1/register/parties")
    ResponseEntity<String> partyByQuery(@RequestParam String id) {
        return Answers.json(HttpStatus.OK, register.party(id).toJson());
    }

    @GetMapping("/v1/register/parties/{id}")
    ResponseEntity<String> party(@PathVariable String id) {
        return Answers.json(HttpStatus.OK, register.party(id).toJson());
    }

    @GetMapping("/v1/register/intended-uses/{id}")
    ResponseEntity<String> intendedUse(@PathVariable String id) {
        RegisteredUse found = register.registeredUse(id)
                .orElseThrow(() -> Register.unknown("no intended use has this id"));
        ObjectNode use = found.use().toJson();
        return Answers.json(HttpStatus.OK, found.retired() ? use.put("retired", true) : use);
    }

    @GetMapping("/v1/register/intended-uses/{id}/certificate")
    ResponseEntity<String> certificate(@PathVariable String id) {
        return jwt(certificates.issue(id));
    }

    @GetMapping("/v1/register/certificates/status")
    ResponseEntity<String> certificateStatus() {
        return ResponseEntity.ok()
                .contentType(STATUS_LIST)
                .cacheControl(CacheControl.maxAge(CertificateIssuer.TIME_TO_LIVE.dividedBy(2)).cachePublic())
                .body(certificates.statuses());
    }

    @GetMapping("/v1/trust-list")
    ResponseEntity<String> trustList() {
        return jwt(trustList.signed());
    }

    private static ResponseEntity<String> jwt(String compact) {
        return ResponseEntity.ok().contentType(JWT).header(HttpHeaders.CACHE_CONTROL, "no-cache").body(compact);
    }
}
