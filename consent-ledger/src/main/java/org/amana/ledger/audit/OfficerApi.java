package org.amana.ledger.audit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import org.amana.ledger.log.Answers;
import org.amana.ledger.register.DataWords;
import org.amana.ledger.register.Register;
import org.amana.support.staff.StaffMember;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The officer's answers as files. */
@RestController
class OfficerApi {
    private static final String API = "/" + Officer.TENANT + "/desk/api";
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private final OfficerQuestions questions;
    private final BreachSearch breaches;
    private final ProcessingRecords records;
    private final Register register;
    private final DataWords words;
    private final Looks looks;
    private final Clock clock;

    OfficerApi(OfficerQuestions questions, BreachSearch breaches, ProcessingRecords records, Register register,
            DataWords words, Looks looks, Clock clock) {
        this.questions = questions;
        this.breaches = breaches;
        this.records = records;
        this.register = register;
        this.words = words;
        this.looks = looks;
        this.clock = clock;
    }

    @GetMapping(API + "/breach.csv")
    ResponseEntity<String> breach(@AuthenticationPrincipal StaffMember member,
                                  @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime from,
                                  @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime to,
                                  @RequestParam(defaultValue = "") String recipient) {
        Officer officer = Officer.of(member);
        BreachQuestion question = questions.breach(from, to, recipient);
        looks.record(officer, Looks.breach(question));
        return file("breach.csv", Exports.breach(breaches.all(question), RegisterWords.of(register), words));
    }

    @GetMapping(API + "/records.csv")
    ResponseEntity<String> recordsFile(@AuthenticationPrincipal StaffMember member) {
        Officer.of(member);
        return file("records-of-processing.csv", Exports.records(records.all()));
    }

    @GetMapping(API + "/records")
    ResponseEntity<String> records(@AuthenticationPrincipal StaffMember member) {
        Officer.of(member);
        return Answers.json(HttpStatus.OK, Exports.json(records.all(), clock.instant()));
    }

    private static ResponseEntity<String> file(String name, String csv) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(csv);
    }
}
