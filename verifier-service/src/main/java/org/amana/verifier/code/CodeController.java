package org.amana.verifier.code;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.amana.core.json.StrictJson;
import org.amana.support.web.ClientAddress;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.Organisations;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a wallet brings a code.
 *
 * <pre>
 * POST /{organisation}/codes   code=482193057260&amp;wallet_nonce=…     (22 to 128 characters of base64url)
 * 200  {"request":"openid4vp://?client_id=…&amp;request_uri=…"}
 * 404  {"error":"invalid_code",…}     the same for every reason
 * 429  {"error":"slow_down",…}, Retry-After in seconds
 * </pre>
 */
@RestController
class CodeController {
    private final Organisations organisations;
    private final TakeCode take;

    CodeController(Organisations organisations, TakeCode take) {
        this.organisations = organisations;
        this.take = take;
    }

    @PostMapping("/{organisation}/codes")
    ResponseEntity<byte[]> take(@PathVariable String organisation, @RequestParam(defaultValue = "") String code,
                                @RequestParam(name = "wallet_nonce", defaultValue = "") String walletNonce,
                                HttpServletRequest request) {
        Organisation asked = organisations.find(organisation).orElse(null);
        if (asked == null)
            return unknown();
        return switch (take.take(asked, code, walletNonce, ClientAddress.of(request))) {
            case TakeCode.Taken.Link(String link) -> answer(ResponseEntity.ok(),
                    StrictJson.object().put("request", link));
            case TakeCode.Taken.Unknown() -> unknown();
            case TakeCode.Taken.TooMany(var left) -> answer(
                    ResponseEntity.status(429).header(HttpHeaders.RETRY_AFTER, Long.toString(left.toSeconds())),
                    error("slow_down", "too many wrong codes were brought; this one was not looked at"));
        };
    }

    private static ResponseEntity<byte[]> unknown() {
        return answer(ResponseEntity.status(404),
                error("invalid_code", "nothing waits under this code: it is wrong, was used, or its time is over"));
    }

    private static ObjectNode error(String error, String description) {
        return StrictJson.object().put("error", error).put("error_description", description);
    }

    private static ResponseEntity<byte[]> answer(ResponseEntity.BodyBuilder answer, ObjectNode body) {
        return answer.cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(StrictJson.write(body).getBytes(StandardCharsets.UTF_8));
    }
}
