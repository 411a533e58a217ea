package org.amana.system.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.amana.core.consent.Commitment;
import org.amana.core.http.HttpQuestion;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.support.peer.ServiceDirectory;
import org.amana.support.peer.ServiceRole;
import org.amana.support.peer.ServiceTokenSigner;

/** A service that appends blind entries, each by a key of its own, so that it can be asked for again anywhere. */
final class EntryWriter {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MAX_ANSWER_BYTES = 100_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI publicAddress;
    private final ServiceTokenSigner signer;

    private EntryWriter(URI publicAddress, ServiceTokenSigner signer) {
        this.publicAddress = publicAddress;
        this.signer = signer;
    }

    /** Listed in that trust folder with the role to do so, for the ledger of that public address. */
    static EntryWriter listed(Path trust, URI publicAddress) {
        EphemeralKey key = EphemeralKey.generate();
        new ServiceDirectory(trust).list("entry-writer", key.publicJwk(), Set.of(ServiceRole.BLIND_WRITER));
        return new EntryWriter(publicAddress,
                new ServiceTokenSigner("entry-writer", key, Clock.systemUTC(), new SecureRandom()));
    }

    /** What became of an attempt; status 0 when no answer came. */
    record Answer(int status, String retryAfter, String body) {

        long index() {
            return StrictJson.parseObject(body.getBytes(StandardCharsets.UTF_8), MAX_ANSWER_BYTES)
                    .path("index")
                    .longValue();
        }

        String reason() {
            return StrictJson.parseObject(body.getBytes(StandardCharsets.UTF_8), MAX_ANSWER_BYTES)
                    .path("reason")
                    .asString("");
        }
    }

    /** Entry number {@code entry}, sent to that process: always the same key and the same commitment. */
    Answer append(URI ledger, int entry) {
        byte[] bytes = new byte[Commitment.BYTES];
        new Random(entry).nextBytes(bytes);
        bytes[0] = Commitment.VERSION;
        String body = StrictJson.write(StrictJson.object().put("commitment", Commitment.of(bytes).toBase64Url()));
        HttpQuestion question = signer.authorize(new HttpQuestion("POST", URI.create(publicAddress + "/v1/entries"),
                Map.of("Content-Type", "application/json", "Idempotency-Key", "entry-number-%08d".formatted(entry)),
                body.getBytes(StandardCharsets.UTF_8), MAX_ANSWER_BYTES, PATIENCE), publicAddress);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ledger + "/v1/entries"))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(question.body()));
        question.headers().forEach(request::header);
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers().firstValue("Retry-After").orElse(""),
                    answer.body());
        } catch (IOException e) {
            return new Answer(0, "", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
