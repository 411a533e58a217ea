package org.amana.ledger.audit;

import java.util.Optional;
import org.amana.support.staff.StaffMember;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives the officer what {@code amana-ledger fsck --openings --state} reads. */
@RestController
class EvidenceController {
    private static final MediaType ZIP = new MediaType("application", "zip");
    private final OfficerQuestions questions;
    private final Evidence evidence;
    private final Looks looks;

    EvidenceController(OfficerQuestions questions, Evidence evidence, Looks looks) {
        this.questions = questions;
        this.evidence = evidence;
        this.looks = looks;
    }

    @GetMapping("/" + Officer.TENANT + "/desk/api/evidence.zip")
    ResponseEntity<byte[]> evidence(@AuthenticationPrincipal StaffMember member,
                                    @RequestParam(defaultValue = "") String recipient) {
        Officer officer = Officer.of(member);
        Optional<String> one = questions.recipient(recipient);
        looks.record(officer, Looks.evidence(one));
        return ResponseEntity.ok()
                .contentType(ZIP)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("evidence.zip").build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(evidence.zip(one));
    }
}
