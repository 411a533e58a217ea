package org.amana.ledger.subject;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.SubjectRequest;
import org.amana.core.json.StrictJson;
import org.amana.ledger.consent.Consents;
import org.amana.ledger.consent.Wards;
import org.amana.ledger.hold.LegalHold;
import org.amana.ledger.hold.LegalHolds;
import org.amana.ledger.log.Answers;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The person's view of one relation.
 *
 * <pre>
 * POST /v1/subject/records, body: JWS of type amana-subject+jwt by the pairwise key
 * -> {"relation":"…","next":{"seq":3,"prev":"…"},"records":[{"record":"…","state":"WITHDRAWN","recipient_told":true,
 *     "erased_at":"…","entries":[{"index":8,"kind":"GIVEN","receipt":{…}}]}],
 *     "holds":[{"id":"hold-…","ground":"LEGAL_CLAIMS","law":"…","reason":"…","index":9,"set_at":"…","lifted_at":"…"}]}
 * </pre>
 *
 * A record of a person under age has {@code "guardian":{"state":"GIVEN","valid_until":"…"}} once a guardian answered
 * beside it, and is SUSPENDED, with {@code "suspended_at":"…"}, when it waits for the person's own word. A guardian's has
 * {@code "ward":{"state":…,"entries":[…]}}, suspended likewise, with what was permitted, denied and delivered with their
 * agreement.
 */
@RestController
class SubjectController {
    private final Consents consents;
    private final Wards wards;
    private final LegalHolds holds;
    private final SubjectRequests requests;

    SubjectController(Consents consents, Wards wards, LegalHolds holds, SubjectRequests requests) {
        this.consents = consents;
        this.wards = wards;
        this.holds = holds;
        this.requests = requests;
    }

    @PostMapping("/v1/subject/records")
    ResponseEntity<String> records(@RequestBody byte[] body) {
        SubjectRequest request = requests.spend(SubjectRequest.Wish.RECORDS, body);
        List<Consents.Entry> entries = consents.entries(request.relation());
        ObjectNode answer = StrictJson.object().put("relation", request.relation().thumbprint());
        putNext(answer.putObject("next"), entries);
        ArrayNode records = answer.putArray("records");
        for (ConsentState state : consents.states(request.relation())) {
            records.add(record(state, entries));
        }
        ArrayNode held = answer.putArray("holds");
        holds.of(request.relation()).forEach(hold -> held.add(hold(hold)));
        return Answers.json(HttpStatus.OK, answer);
    }

    private static ObjectNode hold(LegalHold hold) {
        ObjectNode json = StrictJson.object()
                .put("id", hold.id())
                .put("ground", hold.ground().name())
                .put("law", hold.law())
                .put("reason", hold.reason())
                .put("index", hold.setIndex())
                .put("set_at", hold.setAt().toString());
        hold.lifted().ifPresent(time -> json.put("lifted_at", time.toString()));
        return json;
    }

    private ObjectNode record(ConsentState state, List<Consents.Entry> entries) {
        ObjectNode record = StrictJson.object().put("record", state.record().value());
        record.put("controller", state.controller()).put("purpose", state.purpose());
        putState(record, state);
        record.put("decided_at", state.decidedAt().toString());
        record.put("request_hash", state.requestHash().value());
        if (consents.isInDoubt(state)) {
            record.put("in_doubt", true);
        }
        state.withdrawnAt().ifPresent(time -> record.put("withdrawn_at", time.toString()));
        record.put("recipient_told", consents.isToldOf(state.record()));
        state.erasedAt().ifPresent(time -> record.put("erased_at", time.toString()));
        ArrayNode list = record.putArray("entries");
        entries.stream().filter(entry -> entry.record().equals(state.record())).forEach(entry -> {
            list.add(entry(entry));
        });
        wards.guardian(state).ifPresent(guardian -> putStanding(record.putObject("guardian"), guardian));
        wards.ward(state).ifPresent(ward -> {
            ObjectNode beside = record.putObject("ward");
            putStanding(beside, ward);
            ArrayNode exchanges = beside.putArray("entries");
            wards.exchanges(state, ward).forEach(entry -> exchanges.add(entry(entry)));
        });
        return record;
    }

    private ObjectNode entry(Consents.Entry entry) {
        ObjectNode json = StrictJson.object().put("index", entry.index()).put("kind", entry.kind().name());
        json.set("receipt", consents.receipt(entry.index()).toJson());
        return json;
    }

    private void putState(ObjectNode json, ConsentState state) {
        Optional<Instant> suspended = wards.suspendedSince(state);
        json.put("state", suspended.isPresent() ? "SUSPENDED" : state.standing().name());
        suspended.ifPresent(since -> json.put("suspended_at", since.toString()));
    }

    private void putStanding(ObjectNode json, ConsentState state) {
        putState(json, state);
        state.validUntil().ifPresent(end -> json.put("valid_until", end.toString()));
    }

    /** Where the next event of the relation continues: a wallet that lost its place can still withdraw. */
    private static void putNext(ObjectNode next, List<Consents.Entry> entries) {
        List<Consents.Entry> chain = entries.stream().filter(entry -> isOfPerson(entry.kind())).toList();
        next.put("seq", chain.size() + 1L);
        if (!chain.isEmpty()) {
            next.put("prev", chain.getLast().opening().commitment().toBase64Url());
        }
    }

    private static boolean isOfPerson(EventKind kind) {
        return kind != EventKind.ERASED && !kind.isExchange();
    }
}
