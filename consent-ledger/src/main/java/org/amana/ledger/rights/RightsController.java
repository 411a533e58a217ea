package org.amana.ledger.rights;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.amana.core.consent.Opening;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.register.Party;
import org.amana.core.rights.RightsAnswer;
import org.amana.core.rights.RightsReceipt;
import org.amana.core.rights.RightsRequest;
import org.amana.core.rights.RightsStatement;
import org.amana.ledger.log.Answers;
import org.amana.ledger.log.Appended;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.register.Register;
import org.amana.support.peer.ServiceCaller;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what a person asks of a party, and the party's answer. The log holds a commitment to each; the salt is the
 * sender's and is not kept here. {@code deliver_to} is where the person's wallet brings the request.
 *
 * <pre>
 * POST /v1/rights/requests {"request":"JWS","salt":"base64url"} -> 201 {"index":12,"receipt":{…},"deliver_to":"https://…/rights",
 *     "supervisor":{"name":{"en":"…"},"uri":"…"}}
 * POST /v1/rights/answers {"answer":"JWS","salt":"base64url"} -> 201 {"index":14,"receipt":{…}}
 * </pre>
 */
@RestController
class RightsController {
    private static final int MAX_BYTES = 32_768;
    private final RightsEntries entries;
    private final PublishedLog published;
    private final Register register;

    RightsController(RightsEntries entries, PublishedLog published, Register register) {
        this.entries = entries;
        this.published = published;
        this.register = register;
    }

    @PostMapping("/v1/rights/requests")
    ResponseEntity<String> ask(@RequestBody byte[] body) {
        ObjectNode json = StrictJson.parseObject(body, MAX_BYTES);
        RightsRequest request = RightsRequest.verify(json.path("request").asString(""));
        Opening opening = opening(request, json);
        ObjectNode answer = answer(request, opening, entries.ask(request, opening));
        Party party = register.party(request.party());
        inbox(party).ifPresent(uri -> answer.put("deliver_to", uri.toString()));
        if (party.supervisor().isPresent()) {
            answer.set("supervisor", party.toJson().path("supervisor"));
        }
        return Answers.json(HttpStatus.CREATED, answer);
    }

    @PostMapping("/v1/rights/answers")
    ResponseEntity<String> answer(@AuthenticationPrincipal ServiceCaller caller, @RequestBody byte[] body) {
        ObjectNode json = StrictJson.parseObject(body, MAX_BYTES);
        RightsAnswer answer = RightsAnswer.verify(json.path("answer").asString(""));
        Opening opening = opening(answer, json);
        return Answers.json(HttpStatus.CREATED, answer(answer, opening, entries.answer(answer, opening, caller)));
    }

    private ObjectNode answer(RightsStatement statement, Opening opening, Appended appended) {
        ObjectNode answer = StrictJson.object().put("index", appended.index());
        answer.set("receipt", new RightsReceipt(statement, opening, published.proof(appended)).toJson());
        return answer;
    }

    private static Opening opening(RightsStatement statement, ObjectNode json) {
        return Opening.of(statement.compact().getBytes(StandardCharsets.US_ASCII),
                Base64Url.decode(json.path("salt").asString("")));
    }

    /** Beside the address for notices. */
    private static Optional<URI> inbox(Party party) {
        return party.noticeUrl().map(URI::create).map(notices -> notices.resolve("rights"));
    }
}
