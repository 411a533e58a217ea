package org.amana.ledger.permit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.ExchangeStatement;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.consent.Consents;
import org.amana.ledger.consent.Exchanges;
import org.amana.ledger.log.Answers;
import org.amana.ledger.log.Appended;
import org.amana.ledger.log.Idempotency;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.ledger.witness.WitnessedCheckpoints;
import org.amana.support.peer.ServiceCaller;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers sources that ask for leave to release data once, and takes what became of it. The single use is that of the
 * signed statement itself: the same one again gets the first answer, another one under its {@code jti} is refused.
 *
 * <pre>
 * POST /v1/permits {"order":"JWS","law"?:"JWS"} -> 201 {"kind":"DENY","reason":"withdrawn","record":"…","index":12,"receipt":{…}}
 * POST /v1/permits/{index}/outcomes {"outcome":"JWS"} -> 201 {"record":"…","index":14,"receipt":{…}}
 * </pre>
 */
@RestController
class PermitController {
    private static final int MAX_BYTES = 65_536;
    private final Exchanges exchanges;
    private final Consents consents;
    private final OrderRule orders;
    private final OutcomeRule outcomes;
    private final LawCheck laws;
    private final PublishedLog published;
    private final LookUpNames names;
    private final WitnessedCheckpoints witnessed;

    PermitController(Exchanges exchanges, Consents consents, OrderRule orders, OutcomeRule outcomes,
            LawCheck laws, PublishedLog published, LookUpNames names, WitnessedCheckpoints witnessed) {
        this.exchanges = exchanges;
        this.consents = consents;
        this.orders = orders;
        this.outcomes = outcomes;
        this.laws = laws;
        this.published = published;
        this.names = names;
        this.witnessed = witnessed;
    }

    @PostMapping("/v1/permits")
    ResponseEntity<String> permit(@AuthenticationPrincipal ServiceCaller caller, @RequestBody byte[] body) {
        PermitOrder order = PermitOrder.verify(statement(body, "order"));
        orders.requireSource(order, caller);
        law(body).ifPresent(access -> name(access, order));
        Idempotency request = once("permits", order);
        Appended appended = published.earlier(request).orElseGet(() -> {
            orders.requireFresh(order);
            if (!witnessed.isWatched()) {
                throw new ProblemException(new PermitProblem.NotWitnessed());
            }
            return exchanges.answer(order, request);
        });
        ConsentReceipt receipt = consents.receipt(appended);
        ObjectNode event = StrictJson.parseObject(receipt.opening().event(), UnverifiedEvent.MAX_BYTES);
        ObjectNode answer = StrictJson.object().put("kind", event.path("kind").asString());
        if (event.has("reason")) {
            answer.put("reason", event.path("reason").asString());
        }
        return appended(answer, order, appended, receipt);
    }

    /** Enters the law once, before the first order under it; whether it permits anything is decided for each order. */
    private void name(LawfulAccess access, PermitOrder order) {
        laws.require(access, order);
        Idempotency once = once("laws", access);
        if (published.earlier(once).isEmpty()) {
            orders.requireFresh(order);
            exchanges.say(access, Optional.empty(), once);
        }
    }

    private static Optional<LawfulAccess> law(byte[] body) {
        ObjectNode json = StrictJson.parseObject(body, MAX_BYTES);
        return json.has("law") ? Optional.of(LawfulAccess.verify(json.path("law").asString(""))) : Optional.empty();
    }

    @PostMapping("/v1/permits/{index}/outcomes")
    ResponseEntity<String> settle(@AuthenticationPrincipal ServiceCaller caller, @PathVariable long index,
                                  @RequestBody byte[] body) {
        ExchangeOutcome outcome = ExchangeOutcome.verify(statement(body, "outcome"));
        outcomes.require(outcome, index, caller);
        Idempotency request = once("outcomes", outcome);
        Appended appended = published.earlier(request).orElseGet(() -> exchanges.settle(outcome, request));
        return appended(StrictJson.object(), outcome, appended, consents.receipt(appended));
    }

    private static ResponseEntity<String> appended(ObjectNode answer, ExchangeStatement statement, Appended appended,
                                                   ConsentReceipt receipt) {
        answer.put("record", statement.record().value()).put("index", appended.index());
        answer.set("receipt", receipt.toJson());
        return Answers.json(HttpStatus.CREATED, answer);
    }

    private static String statement(byte[] body, String member) {
        return StrictJson.parseObject(body, MAX_BYTES).path(member).asString("");
    }

    private Idempotency once(String endpoint, ExchangeStatement statement) {
        return Idempotency.of("jti", endpoint, names.of(statement),
                statement.compact().getBytes(StandardCharsets.US_ASCII));
    }
}
