package org.amana.verifier.request;

import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.verifier.organisation.Organisations;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code request_uri} (RFC 9101 section 5.2, OpenID4VP 1.0 section 5.10).
 *
 * <pre>
 * GET  /{organisation}/oid4vp/requests/{id}
 * POST /{organisation}/oid4vp/requests/{id}   wallet_nonce=…&amp;wallet_metadata=…
 * 200  application/oauth-authz-req+jwt
 * </pre>
 */
@RestController
class RequestUriController {
    private static final MediaType REQUEST_OBJECT = MediaType.parseMediaType("application/oauth-authz-req+jwt");
    private final Organisations organisations;
    private final HandOutRequest handOut;

    RequestUriController(Organisations organisations, HandOutRequest handOut) {
        this.organisations = organisations;
        this.handOut = handOut;
    }

    @GetMapping("/{organisation}/oid4vp/requests/{id}")
    ResponseEntity<byte[]> get(@PathVariable String organisation, @PathVariable String id) {
        return answer(organisations.find(organisation).flatMap(asking -> handOut.get(asking, id)));
    }

    /** Wallet metadata is not needed: what this verifier can do is one profile. */
    @PostMapping("/{organisation}/oid4vp/requests/{id}")
    ResponseEntity<byte[]> post(@PathVariable String organisation, @PathVariable String id,
                                @RequestParam(name = "wallet_nonce") Optional<String> walletNonce) {
        return answer(organisations.find(organisation)
                .flatMap(asking -> walletNonce
                        .map(nonce -> handOut.post(asking, id, nonce))
                        .orElseGet(() -> handOut.get(asking, id))));
    }

    private static ResponseEntity<byte[]> answer(Optional<String> jwt) {
        return jwt.map(object -> ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(REQUEST_OBJECT)
                .body(bytes(object)))
                .orElseGet(() -> ResponseEntity.status(404)
                        .cacheControl(CacheControl.noStore())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(bytes(StrictJson.write(StrictJson.object()
                                .put("error", "invalid_request")
                                .put("error_description",
                                        "there is no such request, or it was answered or ran out")))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
