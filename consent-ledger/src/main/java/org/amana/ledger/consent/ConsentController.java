package org.amana.ledger.consent;

import java.util.Optional;
import org.amana.core.consent.ConsentLife;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.Answers;
import org.amana.ledger.log.Appended;
import org.amana.ledger.log.Idempotency;
import org.amana.support.peer.ServiceCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the decisions that persons signed, and tells recipients how those about them stand.
 *
 * <pre>
 * POST /v1/consents {"event":"base64url of the signed event"} -> 201 {"record":"…","index":8,"receipt":{…}}
 * GET  /v1/consents?request_hash=… -> {"record":"…","state":"GIVEN","receipt":{…}}
 * GET  /v1/consents/{record}/check -> {"record":"…","purpose":"…","state":"GIVEN","in_force":true,"index":8,
 *     "valid_until":"2027-05-22T10:00:00Z"}
 * </pre>
 */
@RestController
class ConsentController {
    private static final int MAX_BYTES = 65_536;
    /** Given once, and perhaps taken back in an entry whose content was lost: nothing is permitted. */
    private final Consents consents;
    private final RecipientRule recipients;

    ConsentController(Consents consents, RecipientRule recipients) {
        this.consents = consents;
        this.recipients = recipients;
    }

    @PostMapping("/v1/consents")
    ResponseEntity<String> decide(@AuthenticationPrincipal ServiceCaller caller,
                                  @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                  @RequestBody byte[] body) {
        SignedConsentEvent event = event(body);
        if (!ConsentLife.answersRequest(event.kind())) {
            throw new ProblemException(
                    new ConsentRefusal.WrongKind("GIVEN, REFUSED or DEFERRED expected, found " + event.kind()));
        }
        return append(event, Idempotency.of(caller.name(), "consents", key, body));
    }

    @PostMapping("/v1/consents/{record}/withdraw")
    ResponseEntity<String> withdraw(@AuthenticationPrincipal ServiceCaller caller, @PathVariable String record,
                                    @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                    @RequestBody byte[] body) {
        return append(event(body, EventKind.WITHDRAWN, record),
                Idempotency.of(caller.name(), "withdrawals", key, body));
    }

    @PostMapping("/v1/consents/{record}/renew")
    ResponseEntity<String> renew(@AuthenticationPrincipal ServiceCaller caller, @PathVariable String record,
                                 @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                 @RequestBody byte[] body) {
        return append(event(body, EventKind.RENEWED, record), Idempotency.of(caller.name(), "renewals", key, body));
    }

    @PostMapping("/v1/consents/{record}/refuse")
    ResponseEntity<String> refuse(@AuthenticationPrincipal ServiceCaller caller, @PathVariable String record,
                                  @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                  @RequestBody byte[] body) {
        return append(event(body, EventKind.REFUSED, record), Idempotency.of(caller.name(), "refusals", key, body));
    }

    private ResponseEntity<String> append(SignedConsentEvent event, Idempotency request) {
        Appended appended = consents.decide(event, request);
        ObjectNode answer = StrictJson.object().put("record", event.record().value()).put("index", appended.index());
        answer.set("receipt", consents.receipt(appended).toJson());
        return Answers.json(HttpStatus.CREATED, answer);
    }

    private static SignedConsentEvent event(byte[] body, EventKind kind, String record) {
        SignedConsentEvent event = event(body);
        if (event.kind() != kind || !event.record().value().equals(record)) {
            throw new ProblemException(new ConsentRefusal.WrongKind("the " + kind + " of this record expected"));
        }
        return event;
    }

    private static SignedConsentEvent event(byte[] body) {
        ObjectNode json = StrictJson.parseObject(body, MAX_BYTES);
        byte[] bytes = Base64Url.decode(json.path("event").asString(""));
        if (UnverifiedEvent.parse(bytes).verify() instanceof SignedConsentEvent event) {
            return event;
        }
        throw new ProblemException(new ConsentRefusal.WrongKind("a person's decision expected"));
    }

    /** How the answer to one's own request stands; another party's is as if it were not there. */
    @GetMapping("/v1/consents")
    ResponseEntity<String> standing(@AuthenticationPrincipal ServiceCaller caller,
                                    @RequestParam("request_hash") String requestHash) {
        Optional<ConsentState> state = consents.state(new RequestHash(requestHash));
        ConsentState own = state.filter(found -> recipients.mayActFor(caller, found.controller()))
                .orElseThrow(() -> new ProblemException(new ConsentRefusal.UnknownRecord()));
        String standing = consents.check(own).standing();
        ObjectNode answer = StrictJson.object().put("record", own.record().value()).put("state", standing);
        answer.set("receipt", consents.receipt(own.standingIndex()).toJson());
        return Answers.json(HttpStatus.OK, answer);
    }

    /**
     * Whether a record permits something now, without proof: for whoever asks often. Under the same rule; the source that
     * may be asked for the data may look too.
     */
    @GetMapping("/v1/consents/{record}/check")
    ResponseEntity<String> check(@AuthenticationPrincipal ServiceCaller caller, @PathVariable String record) {
        ConsentCheck check = consents.check(new RecordId(record));
        ConsentState state = check.state();
        boolean isTheirs = recipients.mayActFor(caller, state.controller())
                || state.source().filter(source -> recipients.mayActFor(caller, source)).isPresent();
        if (!isTheirs) {
            throw new ProblemException(new ConsentRefusal.UnknownRecord());
        }
        return Answers.json(HttpStatus.OK, check.toJson());
    }

    /** A record by its id, under the same rule. */
    @GetMapping("/v1/consents/{record}")
    ResponseEntity<String> standingOf(@AuthenticationPrincipal ServiceCaller caller, @PathVariable String record) {
        ConsentState own = consents.state(new RecordId(record))
                .filter(found -> recipients.mayActFor(caller, found.controller()))
                .orElseThrow(() -> new ProblemException(new ConsentRefusal.UnknownRecord()));
        return standing(caller, own.requestHash().value());
    }
}
