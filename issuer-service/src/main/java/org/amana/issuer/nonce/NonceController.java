package org.amana.issuer.nonce;

import org.amana.core.json.StrictJson;
import org.amana.core.vci.NonceResponse;
import org.amana.issuer.authority.Authorities;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /{authority}/nonce}; not a protected resource, never cached (section 7.2). */
@RestController
class NonceController {
    private final Authorities authorities;
    private final Nonces nonces;

    NonceController(Authorities authorities, Nonces nonces) {
        this.authorities = authorities;
        this.nonces = nonces;
    }

    @PostMapping("/{authority}/nonce")
    ResponseEntity<String> nonce(@PathVariable String authority) {
        var nonce = nonces.make(authorities.require(authority).id());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(StrictJson.write(new NonceResponse(nonce).toJson()));
    }
}
