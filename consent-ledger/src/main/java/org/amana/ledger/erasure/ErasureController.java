package org.amana.ledger.erasure;

import java.time.Clock;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.ErasureConfirmation;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.RecordId;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.Party;
import org.amana.ledger.consent.ConsentRefusal;
import org.amana.ledger.consent.Consents;
import org.amana.ledger.consent.RecipientRule;
import org.amana.ledger.log.Answers;
import org.amana.ledger.log.Appended;
import org.amana.ledger.log.Idempotency;
import org.amana.ledger.register.PartyKeys;
import org.amana.ledger.register.Register;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.support.peer.ServiceCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a recipient's signed confirmation; the person sees it beside the consent it ends.
 *
 * <pre>
 * POST /v1/erasures {"record":"…","request_hash":"…","erased_at":1795345200,"confirmation":"JWS"} -> 201 {"index":12,"receipt":{…}}
 * </pre>
 */
@RestController
class ErasureController {
    private static final int MAX_BYTES = 32_768;
    private final Consents consents;
    private final RecipientRule recipients;
    private final Register register;
    private final PartyKeys keys;
    private final LookUpNames names;
    private final Clock clock;

    ErasureController(Consents consents, RecipientRule recipients, Register register, PartyKeys keys,
            LookUpNames names, Clock clock) {
        this.consents = consents;
        this.recipients = recipients;
        this.register = register;
        this.keys = keys;
        this.names = names;
        this.clock = clock;
    }

    @PostMapping("/v1/erasures")
    ResponseEntity<String> confirm(@AuthenticationPrincipal ServiceCaller caller,
                                   @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                   @RequestBody byte[] body) {
        ObjectNode json = StrictJson.parseObject(body, MAX_BYTES);
        // one confirmation per record: its name stands in where the caller names no key
        String record = json.path("record").asString("");
        Idempotency request = Idempotency.of(caller.name(), "erasures",
                key == null ? names.of(new RecordId(record)) : key, body);
        ConsentState state = consents.state(new RecordId(record))
                .filter(found -> recipients.mayActFor(caller, found.controller()))
                .orElseThrow(() -> new ProblemException(new ConsentRefusal.UnknownRecord()));
        ErasureConfirmation confirmation = ErasureConfirmation.verify(json.path("confirmation").asString(""));
        Party party = register.party(state.controller());
        if (!confirmation.party().equals(party.id()) || !confirmation.record().equals(state.record())
                || !confirmation.requestHash().equals(state.requestHash()) || !keys.isOf(party, confirmation.chain())) {
            throw new ProblemException(new ConsentRefusal.NotTheRecipient());
        }
        Appended appended = consents.confirmErasure(
                ErasureEvent.of(confirmation, state.relation(), clock.instant()), request);
        ConsentReceipt receipt = consents.receipt(appended);
        ObjectNode answer = StrictJson.object().put("record", record).put("index", appended.index());
        answer.set("receipt", receipt.toJson());
        return Answers.json(HttpStatus.CREATED, answer);
    }
}
