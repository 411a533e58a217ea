package org.amana.issuer.release;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.json.JsonProblem;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /{authority}/release}: {@link ReleaseRequest} in, {@link org.amana.core.exchange.Release} out. The request
 * carries its own proof of who asks.
 */
@RestController
class ReleaseController {
    private static final MediaType JOSE = MediaType.parseMediaType("application/jose");
    private final Authorities authorities;
    private final ReleaseContext releases;

    ReleaseController(Authorities authorities, ReleaseContext releases) {
        this.authorities = authorities;
        this.releases = releases;
    }

    @PostMapping(path = "/{authority}/release", consumes = "application/jwt")
    ResponseEntity<String> release(@PathVariable String authority, HttpServletRequest request) throws IOException {
        Authority source = authorities.require(authority);
        byte[] body = request.getInputStream().readNBytes(ReleaseRequest.MAX_BYTES + 1);
        if (body.length > ReleaseRequest.MAX_BYTES) {
            throw new ProblemException(new JsonProblem.TooLarge(ReleaseRequest.MAX_BYTES));
        }
        String compact = new String(body, StandardCharsets.ISO_8859_1);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(JOSE)
                .body(releases.release(new ReleaseTask.Received(source, compact, Optional.empty())).release());
    }
}
