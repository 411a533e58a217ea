package org.amana.system.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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

/** A program of a registrar that brings entries into the register of one node, listed there under a name of its own. */
final class RegisterTool {
    private static final String NAME = "register-tool";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final URI ledger;
    private final ServiceTokenSigner signer;

    RegisterTool(OneNode node) {
        EphemeralKey key = EphemeralKey.generate();
        new ServiceDirectory(node.data().resolve("trust")).list(NAME, key.publicJwk(), Set.of(ServiceRole.REGISTRAR));
        this.ledger = node.ledger();
        this.signer = new ServiceTokenSigner(NAME, key, Clock.systemUTC(), new SecureRandom());
    }

    /** Takes all of it, or fails the test with the ledger's own words. */
    void bring(ObjectNode entries) {
        byte[] body = StrictJson.write(entries).getBytes(StandardCharsets.UTF_8);
        HttpQuestion question = signer.authorize(
                new HttpQuestion("POST", URI.create(ledger + "/v1/register/import"),
                        Map.of("Content-Type", "application/json"), body, 100_000, PATIENCE),
                ledger);
        var request = HttpRequest.newBuilder(question.uri())
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        question.headers().forEach(request::header);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            http.send(HttpRequest.newBuilder(URI.create(ledger + "/v1/trust-list")).build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
