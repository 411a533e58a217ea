package org.amana.verifier.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.amana.core.exchange.Release;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.springframework.stereotype.Component;

/**
 * Through the guarded client.
 *
 * <pre>
 * POST {source}/release   application/jwt
 * </pre>
 */
@Component
class HttpWay implements Way {
    private final HttpPeer http;

    HttpWay(HttpPeer http) {
        this.http = http;
    }

    @Override
    public HttpAnswer ask(ReleaseQuestion question) {
        return http.exchange(HttpQuestion
                .post(URI.create(question.source() + "/release"), "application/jwt",
                        question.request().getBytes(StandardCharsets.US_ASCII))
                .withMaxAnswerBytes(Release.MAX_BYTES)
                .withTimeout(question.timeout()));
    }
}
