package org.amana.ledger.log;

import org.amana.core.consent.Commitment;
import org.amana.core.json.StrictJson;
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
 * Takes blind entries: a wallet's approvals, and a verifier's own record of what a foreign wallet
 * showed it. Which of the two, for whom and what: none of it is here.
 *
 * <pre>
 * POST /v1/entries {"commitment":"base64url of 33 bytes"} -> 201 {"index":7,"proof":"c2sp.org/tlog-proof@v1\n…"}
 * </pre>
 */
@RestController
class EntryController {
    private static final int MAX_BYTES = 1_024;
    private final Sequencer sequencer;
    private final PublishedLog published;
    private final BlindEntries blind;

    EntryController(Sequencer sequencer, PublishedLog published, BlindEntries blind) {
        this.sequencer = sequencer;
        this.published = published;
        this.blind = blind;
    }

    @PostMapping("/v1/entries")
    ResponseEntity<String> entry(@AuthenticationPrincipal ServiceCaller caller,
                                 @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                 @RequestBody byte[] body) {
        return append(Idempotency.of(caller.name(), "entries", key, body), body);
    }

    @PostMapping("/v1/presentations")
    ResponseEntity<String> presentation(@AuthenticationPrincipal ServiceCaller caller,
                                        @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                        @RequestBody byte[] body) {
        return append(Idempotency.of(caller.name(), "presentations", key, body), body);
    }

    private ResponseEntity<String> append(Idempotency request, byte[] body) {
        ObjectNode json = StrictJson.parseObject(body, MAX_BYTES);
        Commitment commitment = Commitment.parse(json.path("commitment").asString(""));
        Appended appended = sequencer.append(blind.submission(commitment, request));
        return Answers.json(HttpStatus.CREATED, StrictJson.object()
                .put("index", appended.index())
                .put("proof", published.proof(appended).text()));
    }
}
