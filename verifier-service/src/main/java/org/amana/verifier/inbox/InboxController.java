package org.amana.verifier.inbox;

import org.amana.core.inbox.InboxGrant;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.organisation.Organisations;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where a wallet brings its address. The signature is the identity.
 *
 * <pre>
 * POST /{organisation}/inbox {"grant":"JWS"}     an {@link InboxGrant} -> 204
 * </pre>
 */
@RestController
class InboxController {
    private final Organisations organisations;
    private final ReceiveGrant receive;

    InboxController(Organisations organisations, ReceiveGrant receive) {
        this.organisations = organisations;
        this.receive = receive;
    }

    @PostMapping("/{organisation}/inbox")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(@PathVariable String organisation, @RequestBody byte[] body) {
        receive.receive(
                organisations.find(organisation)
                        .orElseThrow(() -> new ProblemException(new InboxProblem.Unknown())),
                StrictJson.parseObject(body, 2 * InboxGrant.MAX_BYTES).path("grant").asString(""));
    }
}
