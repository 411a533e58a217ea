package org.amana.verifier.desk;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.answer.Answer;
import org.amana.verifier.answer.AnswerWords;
import org.amana.verifier.answer.QuestionJson;
import org.amana.verifier.match.MatchPerson;
import org.amana.verifier.match.PeopleToMatch;
import org.amana.verifier.match.Person;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.receipt.ReceiptPdf;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.CheckState;
import org.amana.verifier.retention.KeptDiploma;
import org.amana.verifier.retention.KeptDiplomas;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The desk for other software.
 *
 * <pre>
 * POST /{organisation}/desk/api/checks {"intended_use":"check-right-to-work","job":"…","hours_per_week":20,"start_date":"2026-12-01"}
 *      -> 201 {"check_id","request","wallet_link","expires_at"}
 * GET  /{organisation}/desk/api/checks/{id} -> {"state","person"?,"answer"?,"findings"?,"message"?}
 * POST /{organisation}/desk/api/checks/{id}/match {"same_person":true} -> {"answer","receipt"?}
 * </pre>
 */
@RestController
@Duty.Of(Duty.CLERK)
@RequestMapping("/{organisation}/desk/api")
class DeskApi {
    private static final int MAX_BODY_BYTES = 8 * 1024;
    private static final Locale LANGUAGE = Locale.ENGLISH;
    private final Desk desk;
    private final PeopleToMatch people;
    private final MatchPerson match;
    private final AnswerWords words;
    private final ReceiptPdf pdf;
    private final KeptDiplomas kept;
    private final CodeDesk codes;
    private final MessageSource messages;

    DeskApi(Desk desk, PeopleToMatch people, MatchPerson match, AnswerWords words, ReceiptPdf pdf, KeptDiplomas kept,
            CodeDesk codes, MessageSource messages) {
        this.desk = desk;
        this.people = people;
        this.match = match;
        this.words = words;
        this.pdf = pdf;
        this.kept = kept;
        this.codes = codes;
        this.messages = messages;
    }

    @PostMapping("/checks")
    ResponseEntity<ObjectNode> ask(@PathVariable String organisation, @RequestBody byte[] body) {
        ObjectNode question = StrictJson.parseObject(body, MAX_BODY_BYTES);
        return begun(
                desk.ask(desk.organisation(organisation), use(question, Desk.CHECK_USE), QuestionJson.parse(question)));
    }

    @PostMapping("/diplomas")
    ResponseEntity<ObjectNode> askForDiploma(@PathVariable String organisation, @RequestBody byte[] body) {
        ObjectNode question = StrictJson.parseObject(body, MAX_BODY_BYTES);
        return begun(desk.askForDiploma(desk.organisation(organisation), use(question, Desk.DIPLOMA_USE)));
    }

    @GetMapping({"/checks/{id}", "/diplomas/{id}"})
    ResponseEntity<ObjectNode> state(@PathVariable String organisation, @PathVariable String id) {
        Organisation asking = desk.organisation(organisation);
        Check check = desk.check(asking, id);
        CheckState state = desk.state(check);
        ObjectNode node = StrictJson.object().put("check_id", id).put("state", state.name());
        switch (state) {
            case WAITING, RETURNING -> {
                node.put("expires_at", check.expiresAt().toString());
                codes.json(check).ifPresent(code -> node.set("code", code));
            }
            case MATCH -> people.find(check)
                    .ifPresent(person -> node.put("expires_at", check.expiresAt().toString())
                            .set("person", person(person)));
            case ANSWERED -> answered(asking, check, node);
            case REFUSED -> node.put("message", text("check.refused"));
            case EXPIRED, CANCELLED -> node.put("message", text("check.expired"));
            case REJECTED -> rejected(check, node);
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(node);
    }

    @PostMapping("/checks/{id}/match")
    ObjectNode match(@PathVariable String organisation, @PathVariable String id, @RequestBody byte[] body) {
        Organisation asking = desk.organisation(organisation);
        boolean same = StrictJson.parseObject(body, MAX_BODY_BYTES)
                .path("same_person")
                .booleanValueOpt()
                .orElseThrow(() -> new ProblemException(new DeskProblem.WrongField("same_person", "true or false")));
        Answer answer = match.match(asking, desk.check(asking, id), same);
        ObjectNode node = StrictJson.object();
        node.set("answer", words.json(answer, LANGUAGE));
        if (same)
            node.put("receipt", receiptAddress(asking, id));
        return node;
    }

    @GetMapping("/checks/{id}/receipt")
    ResponseEntity<byte[]> receipt(@PathVariable String organisation, @PathVariable String id) {
        return document(receiptOf(organisation, id).getBytes(StandardCharsets.US_ASCII), "application/jwt");
    }

    @GetMapping("/checks/{id}/receipt.pdf")
    ResponseEntity<byte[]> receiptPdf(@PathVariable String organisation, @PathVariable String id) {
        return document(pdf.render(receiptOf(organisation, id)), MediaType.APPLICATION_PDF_VALUE);
    }

    @GetMapping("/kept")
    ArrayNode kept(@PathVariable String organisation) {
        ArrayNode list = StrictJson.array();
        kept.all(desk.organisation(organisation).id()).forEach(entry -> list.add(json(entry)));
        return list;
    }

    private String receiptOf(String organisation, String id) {
        return desk.check(desk.organisation(organisation), id)
                .receipt()
                .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("receipt")));
    }

    private ResponseEntity<ObjectNode> begun(Check check) {
        String link = desk.link(check);
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(StrictJson.object()
                        .put("check_id", check.id().value())
                        .put("request", link)
                        .put("wallet_link", desk.walletLink(link))
                        .put("expires_at", check.expiresAt().toString()));
    }

    private void answered(Organisation asking, Check check, ObjectNode node) {
        check.answer().ifPresent(answer -> node.set("answer", words.json(answer, LANGUAGE)));
        check.receipt().ifPresent(receipt -> node.put("receipt", receiptAddress(asking, check.id().value())));
        kept.ofCheck(asking.id(), check.id().value()).ifPresent(entry -> node.set("kept", json(entry)));
    }

    private void rejected(Check check, ObjectNode node) {
        check.answer().ifPresent(answer -> node.set("answer", words.json(answer, LANGUAGE)));
        ArrayNode findings = node.putArray("findings");
        check.findings()
                .forEach(finding -> findings.addObject()
                        .put("reason", finding.reason())
                        .put("detail", finding.detail()));
        node.put("message", text("check.rejected." + Rejection.of(check.findings()).key()));
    }

    private static ObjectNode person(Person person) {
        ObjectNode node = StrictJson.object().put("name", person.name());
        person.portrait().ifPresent(portrait -> node.put("portrait", portrait));
        return node;
    }

    private static ObjectNode json(KeptDiploma entry) {
        ObjectNode node = StrictJson.object()
                .put("kept_id", entry.id())
                .put("request_hash", entry.requestHash())
                .put("record", entry.record())
                .put("state", entry.state().name())
                .put("kept_until", entry.keptUntil().toString());
        entry.erasedAt().ifPresent(at -> node.put("erased_at", at.toString()).put("confirmed", entry.confirmed()));
        entry.erasedFor().ifPresent(cause -> node.put("erased_for", cause.name()));
        return node;
    }

    private static ResponseEntity<byte[]> document(byte[] bytes, String type) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType(type))
                .body(bytes);
    }

    private static String receiptAddress(Organisation asking, String id) {
        return "/" + asking.id() + "/desk/api/checks/" + id + "/receipt";
    }

    private static String use(ObjectNode question, String otherwise) {
        return Optional.of(question.path("intended_use").asString("")).filter(use -> !use.isEmpty()).orElse(otherwise);
    }

    private String text(String key) {
        return messages.getMessage(key, new Object[0], LANGUAGE);
    }
}
