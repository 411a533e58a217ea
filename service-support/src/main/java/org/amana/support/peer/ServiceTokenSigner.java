package org.amana.support.peer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.amana.core.http.HttpQuestion;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import tools.jackson.databind.node.ObjectNode;

/** Signs requests of this service to another with the key that is listed under its name. */
public final class ServiceTokenSigner {
    private static final int JTI_BYTES = 16;
    private final String service;
    private final SigningKey key;
    private final Clock clock;
    private final RandomGenerator random;

    /**
     * A signer for one service.
     *
     * @param service module name, the {@code iss} of its tokens
     */
    public ServiceTokenSigner(String service, SigningKey key, Clock clock, RandomGenerator random) {
        this.service = service;
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    /** The {@code iss} of its tokens. */
    public String service() {
        return service;
    }

    /** The same key under the name by which a ledger of another node lists it. */
    public ServiceTokenSigner under(String name) {
        return new ServiceTokenSigner(name, key, clock, random);
    }

    /**
     * The same question with a token for exactly this request. Sign again for a retry: a token is good once.
     *
     * @param audience base address of the service that is asked, such as {@code https://ledger.example}
     */
    public HttpQuestion authorize(HttpQuestion question, URI audience) {
        Instant now = clock.instant();
        byte[] jti = new byte[JTI_BYTES];
        random.nextBytes(jti);
        ObjectNode claims = StrictJson.object()
                .put("iss", service)
                .put("aud", audience.toString())
                .put("htm", question.method())
                .put("htu", ServiceToken.htu(question.uri()))
                .put("digest", ServiceToken.digest(question.body()))
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(ServiceToken.LIFETIME).getEpochSecond())
                .put("jti", Base64Url.encode(jti));
        String input = JwsSigner.signingInput(JwsSigner.header(ServiceToken.TYP).put("kid", key.kid()), claims);
        String token = JwsSigner.assemble(input, key.sign(input.getBytes(StandardCharsets.US_ASCII)));
        return question.withHeader("Authorization", ServiceToken.SCHEME + token);
    }
}
