package org.amana.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.amana.core.http.HttpQuestion;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.support.peer.ServiceDirectory;
import org.amana.support.peer.ServiceRole;
import org.amana.support.peer.ServiceTokenSigner;
import tools.jackson.databind.node.ObjectNode;

/** Another service that calls the ledger with tokens of its own, listed with the roles a test gives it. */
public final class Caller {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final String baseUrl;
    private final String address;
    private final ServiceTokenSigner signer;

    private Caller(String baseUrl, String address, ServiceTokenSigner signer) {
        this.baseUrl = baseUrl;
        this.address = address;
        this.signer = signer;
    }

    public static Caller listed(String name, String baseUrl, Path trustDir, ServiceRole... roles) {
        EphemeralKey key = EphemeralKey.generate();
        new ServiceDirectory(trustDir).list(name, key.publicJwk(), Set.of(roles));
        return new Caller(baseUrl, baseUrl, new ServiceTokenSigner(name, key, Clock.systemUTC(), new SecureRandom()));
    }

    /** The same caller: its tokens name the public address, and reach that process. */
    public Caller at(String process) {
        return new Caller(baseUrl, process, signer);
    }

    public Answer post(String path, String idempotencyKey, ObjectNode body) {
        return send(new HttpQuestion("POST", URI.create(baseUrl + path),
                Map.of("Content-Type", "application/json", "Idempotency-Key", idempotencyKey),
                StrictJson.write(body).getBytes(StandardCharsets.UTF_8), 1_000_000, Duration.ofSeconds(30)));
    }

    public Answer get(String path) {
        return send(new HttpQuestion("GET", URI.create(baseUrl + path), Map.of(), new byte[0], 1_000_000,
                Duration.ofSeconds(30)));
    }

    private Answer send(HttpQuestion question) {
        HttpQuestion signed = signer.authorize(question, URI.create(baseUrl));
        URI target = URI.create(address + question.uri().toString().substring(baseUrl.length()));
        return exchange(new HttpQuestion(signed.method(), target, signed.headers(), signed.body(),
                signed.maxAnswerBytes(), signed.timeout()));
    }

    /** Without any token. */
    public static Answer anonymous(String method, String uri, String body) {
        return exchange(new HttpQuestion(method, URI.create(uri), Map.of(), body.getBytes(StandardCharsets.UTF_8),
                1_000_000, Duration.ofSeconds(30)));
    }

    private static Answer exchange(HttpQuestion question) {
        HttpRequest.Builder request = HttpRequest.newBuilder(question.uri())
                .method(question.method(), BodyPublishers.ofByteArray(question.body()))
                .timeout(question.timeout());
        question.headers().forEach(request::header);
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public byte[] bytes() {
            return response.body();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public ObjectNode json() {
            return StrictJson.parseObject(response.body(), 4_000_000);
        }

        /** The machine word of a problem. */
        public String reason() {
            return json().path("reason").asString("");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
