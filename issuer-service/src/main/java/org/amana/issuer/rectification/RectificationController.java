package org.amana.issuer.rectification;

import java.nio.charset.StandardCharsets;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RectificationRequest;
import org.amana.issuer.authority.Authorities;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where wallets bring what is wrong on a card, and read the answer. The signature of the card's key is the identity; who
 * asks for the answer shows the same signed request again, so that its digest alone opens nothing.
 *
 * <pre>
 * POST /{authority}/rectifications          application/jwt, typ amana-rectification+jwt
 *                                           -> 201 {"state":"OPEN","received_at","receipt":"JWS"}; the same text again, the same
 * POST /{authority}/rectifications/answers  the same text -> 200 {"state":"OPEN","received_at","receipt"}
 *                                           or {"state":"ANSWERED","received_at","receipt","answer":"JWS"}
 * </pre>
 */
@RestController
@RequestMapping(path = "/{authority}/rectifications", consumes = "application/jwt")
class RectificationController {
    private final Authorities authorities;
    private final ReceiveRectification receive;

    RectificationController(Authorities authorities, ReceiveRectification receive) {
        this.authorities = authorities;
        this.receive = receive;
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ObjectNode> receive(@PathVariable String authority, @RequestBody byte[] request) {
        return answer(HttpStatus.CREATED, receive.receive(authorities.require(authority), text(request)));
    }

    @PostMapping(path = "/answers", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ObjectNode> answer(@PathVariable String authority, @RequestBody byte[] request) {
        return answer(HttpStatus.OK, receive.find(authorities.require(authority), text(request)));
    }

    private static ResponseEntity<ObjectNode> answer(HttpStatus status, AskedRectification asked) {
        ObjectNode node = StrictJson.object()
                .put("state", asked.answer().isPresent() ? "ANSWERED" : "OPEN")
                .put("received_at", asked.receivedAt().toString());
        asked.receipt().ifPresent(receipt -> node.put("receipt", receipt.compact()));
        asked.answer().ifPresent(answer -> node.put("answer", answer.compact()));
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(node);
    }

    private static String text(byte[] request) {
        if (request.length > RectificationRequest.MAX_BYTES) {
            throw new ProblemException(new RectificationProblem.BadRequest(
                    "a request has at most " + RectificationRequest.MAX_BYTES + " bytes"));
        }
        return new String(request, StandardCharsets.US_ASCII).strip();
    }
}
