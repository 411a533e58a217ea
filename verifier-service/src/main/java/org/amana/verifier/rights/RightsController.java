package org.amana.verifier.rights;

import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.Organisations;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where wallets bring what a person asks, and read the answer. The signature is the identity; who knows the digest of a
 * request has the request.
 *
 * <pre>
 * POST /{organisation}/rights {"type":"https://amana.example/rights/receipt/v1",…} -> 201
 * GET  /{organisation}/rights/{digest} -> {"state":"OPEN"} or {"state":"ANSWERED","receipt":{…}}
 * </pre>
 */
@RestController
@RequestMapping("/{organisation}/rights")
class RightsController {
    private static final int MAX_BYTES = 64 * 1024;
    private final Organisations organisations;
    private final ReceiveRight receive;
    private final RightsInbox inbox;

    RightsController(Organisations organisations, ReceiveRight receive, RightsInbox inbox) {
        this.organisations = organisations;
        this.receive = receive;
        this.inbox = inbox;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    void receive(@PathVariable String organisation, @RequestBody byte[] body) {
        receive.receive(find(organisation), StrictJson.parseObject(body, MAX_BYTES));
    }

    @GetMapping("/{digest}")
    ResponseEntity<ObjectNode> state(@PathVariable String organisation, @PathVariable String digest) {
        AskedRight asked = inbox.find(find(organisation).id(), digest);
        Optional<String> receipt = inbox.answer(asked);
        ObjectNode node = StrictJson.object().put("state", receipt.isPresent() ? "ANSWERED" : "OPEN");
        receipt.ifPresent(text -> node.set("receipt", StrictJson.parseObject(text, MAX_BYTES)));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(node);
    }

    private Organisation find(String id) {
        return organisations.find(id).orElseThrow(() -> new ProblemException(new RightsProblem.Unknown()));
    }
}
