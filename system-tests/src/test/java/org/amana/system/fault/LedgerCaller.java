package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.amana.core.http.HttpQuestion;
import org.amana.core.key.EphemeralKey;
import org.amana.support.peer.ServiceDirectory;
import org.amana.support.peer.ServiceRole;
import org.amana.support.peer.ServiceTokenSigner;

/** Asks the ledger in the name of a service, with a key that replaces the service's own. */
final class LedgerCaller {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final ServiceTokenSigner signer;

    private LedgerCaller(ServiceTokenSigner signer) {
        this.signer = signer;
    }

    /** From now on this key is that service's; what the real one sends is refused. */
    static LedgerCaller as(String service, Path trust) {
        EphemeralKey key = EphemeralKey.generate();
        new ServiceDirectory(trust).list(service, key.publicJwk(), Set.of(ServiceRole.RECIPIENT));
        return new LedgerCaller(new ServiceTokenSigner(service, key, Clock.systemUTC(), new SecureRandom()));
    }

    /** Body of the answer, which must be 200. */
    String get(URI ledger, String path) {
        HttpQuestion question = signer.authorize(new HttpQuestion("GET", URI.create(ledger + path), Map.of(),
                new byte[0], 1_000_000, PATIENCE), ledger);
        HttpRequest.Builder request = HttpRequest.newBuilder(question.uri()).timeout(PATIENCE).GET();
        question.headers().forEach(request::header);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
