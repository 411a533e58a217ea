package org.amana.verifier.response;

import java.util.List;
import java.util.Map;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.Finding;
import org.amana.verifier.organisation.Organisations;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code response_uri}.
 *
 * <pre>
 * POST /{organisation}/oid4vp/responses/{id}   response=eyJ…
 * 200  {}   or   {"redirect_uri":"https://…"}
 * 400  {"error":"invalid_request","error_description":"…","reason":"nonce_mismatch","findings":[{"reason":"…","detail":"…"}]}
 * 503  {"error":"temporarily_unavailable",…}   the check is still open: send the same again
 * </pre>
 */
@RestController
class ResponseUriController {
    private static final String RETRY_SECONDS = "5";
    private final Organisations organisations;
    private final AcceptResponse accept;

    ResponseUriController(Organisations organisations, AcceptResponse accept) {
        this.organisations = organisations;
        this.accept = accept;
    }

    @PostMapping(path = "/{organisation}/oid4vp/responses/{id}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<ObjectNode> post(@PathVariable String organisation, @PathVariable String id,
                                    @RequestParam MultiValueMap<String, String> form) {
        ResponseOutcome outcome = organisations.find(organisation)
                .map(asking -> accept.accept(asking, id, Map.<String, List<String>>copyOf(form)))
                .orElseGet(() -> ResponseOutcome.Refused.because("unknown_request", "there is no such request"));
        return switch (outcome) {
            case ResponseOutcome.Accepted(var redirectUri) -> {
                ObjectNode body = StrictJson.object();
                redirectUri.ifPresent(uri -> body.put("redirect_uri", uri.toString()));
                yield answer(HttpStatus.OK).body(body);
            }
            case ResponseOutcome.Refused(var findings) ->
                answer(HttpStatus.BAD_REQUEST).body(error("invalid_request", findings));
            case ResponseOutcome.Unavailable(var findings) ->
                answer(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                        .body(error("temporarily_unavailable", findings));
        };
    }

    /** JSON whatever {@code Accept} says: without a type of its own a refusal would lose its body to an odd header. */
    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON);
    }

    private static ObjectNode error(String code, List<Finding> findings) {
        Finding first = findings.getFirst();
        ObjectNode body = StrictJson.object()
                .put("error", code)
                .put("error_description", first.detail())
                .put("reason", first.reason());
        ArrayNode all = body.putArray("findings");
        findings.forEach(finding -> all.addObject().put("reason", finding.reason()).put("detail", finding.detail()));
        return body;
    }
}
