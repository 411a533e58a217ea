package org.amana.issuer.metadata;

import java.time.Clock;
import java.time.Duration;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The two well-known addresses of each authority; any other path is no issuer. */
@RestController
class MetadataController {
    private static final MediaType JWT = MediaType.parseMediaType("application/jwt");
    private static final String SIGNED_TYP = "openidvci-issuer-metadata+jwt";
    private static final Duration SIGNED_VALIDITY = Duration.ofDays(1);
    private static final Duration FRESH_FOR = Duration.ofMinutes(5);
    private final Authorities authorities;
    private final AuthorityKeys keys;
    private final Clock clock;

    MetadataController(Authorities authorities, AuthorityKeys keys, Clock clock) {
        this.authorities = authorities;
        this.keys = keys;
        this.clock = clock;
    }

    @GetMapping("/.well-known/openid-credential-issuer/{authority}")
    ResponseEntity<String> credentialIssuer(@PathVariable String authority,
                                            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Authority issuer = authorities.require(authority);
        ObjectNode metadata = IssuerMetadata.credentialIssuer(issuer);
        // signed only for wallets that ask for it alone or first (section 12.2.2)
        boolean signed = accept != null && accept.strip().startsWith(JWT.toString());
        return signed
                ? answer(JWT, sign(issuer, metadata))
                : answer(MediaType.APPLICATION_JSON, StrictJson.write(metadata));
    }

    @GetMapping("/.well-known/oauth-authorization-server/{authority}")
    ResponseEntity<String> authorizationServer(@PathVariable String authority) {
        return answer(MediaType.APPLICATION_JSON,
                StrictJson.write(IssuerMetadata.authorizationServer(authorities.require(authority))));
    }

    /** Section 12.2.3. */
    private String sign(Authority issuer, ObjectNode metadata) {
        SigningKey key = keys.credentialKey(issuer.id());
        ObjectNode claims = StrictJson.object()
                .put("iss", issuer.identifier().value())
                .put("sub", issuer.identifier().value())
                .put("iat", clock.instant().getEpochSecond())
                .put("exp", clock.instant().plus(SIGNED_VALIDITY).getEpochSecond());
        claims.setAll(metadata);
        return JwsSigner.sign(key, JwsSigner.header(SIGNED_TYP, key), claims);
    }

    private static ResponseEntity<String> answer(MediaType type, String body) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(FRESH_FOR).cachePublic())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .contentType(type)
                .body(body);
    }
}
