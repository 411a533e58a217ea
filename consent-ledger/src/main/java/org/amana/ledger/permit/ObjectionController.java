package org.amana.ledger.permit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.ExchangeStatement;
import org.amana.core.consent.Objection;
import org.amana.core.consent.ObjectionAnswer;
import org.amana.core.json.StrictJson;
import org.amana.ledger.consent.Consents;
import org.amana.ledger.consent.Exchanges;
import org.amana.ledger.log.Answers;
import org.amana.ledger.log.Appended;
import org.amana.ledger.log.Idempotency;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.support.peer.ServiceCaller;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what a person objects to, what the office answers, and what its data protection officer found about an emergency.
 *
 * <pre>
 * POST /v1/objections {"objection":"JWS"} -> 201 {"record":"…","index":14,"receipt":{…}}
 * POST /v1/objections/answers {"answer":"JWS"} -> 201 the same
 * POST /v1/reviews {"review":"JWS"} -> 201 the same
 * </pre>
 */
@RestController
class ObjectionController {
    private static final int MAX_BYTES = 32_768;
    private final Exchanges exchanges;
    private final Consents consents;
    private final LawCheck laws;
    private final PublishedLog published;
    private final LookUpNames names;

    ObjectionController(Exchanges exchanges, Consents consents, LawCheck laws, PublishedLog published,
            LookUpNames names) {
        this.exchanges = exchanges;
        this.consents = consents;
        this.laws = laws;
        this.published = published;
        this.names = names;
    }

    @PostMapping("/v1/objections")
    ResponseEntity<String> object(@RequestBody byte[] body) {
        Objection objection = Objection.verify(statement(body, "objection"));
        Idempotency request = once("objections", objection);
        return appended(objection, published.earlier(request)
                .orElseGet(() -> exchanges.say(objection, Optional.of(laws.recipient(objection)), request)));
    }

    @PostMapping("/v1/objections/answers")
    ResponseEntity<String> answer(@AuthenticationPrincipal ServiceCaller caller, @RequestBody byte[] body) {
        ObjectionAnswer answer = ObjectionAnswer.verify(statement(body, "answer"));
        laws.require(answer, caller);
        Idempotency request = once("answers", answer);
        return appended(answer, published.earlier(request)
                .orElseGet(() -> exchanges.say(answer, Optional.empty(), request)));
    }

    @PostMapping("/v1/reviews")
    ResponseEntity<String> review(@AuthenticationPrincipal ServiceCaller caller, @RequestBody byte[] body) {
        AccessReview review = AccessReview.verify(statement(body, "review"));
        laws.require(review, caller);
        Idempotency request = once("reviews", review);
        return appended(review, published.earlier(request)
                .orElseGet(() -> exchanges.say(review, Optional.empty(), request)));
    }

    private ResponseEntity<String> appended(ExchangeStatement statement, Appended appended) {
        ObjectNode answer = StrictJson.object()
                .put("record", statement.record().value())
                .put("index", appended.index());
        answer.set("receipt", consents.receipt(appended).toJson());
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
