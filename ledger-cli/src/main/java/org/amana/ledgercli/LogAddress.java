package org.amana.ledgercli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * A log as its node publishes it, below an address such as {@code https://ledger.example/tlog}. Redirects are not
 * followed; nothing else of this program opens a connection.
 */
final class LogAddress implements LogPlace {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String prefix;

    LogAddress(String address) {
        this.prefix = address.endsWith("/") ? address : address + "/";
    }

    static boolean isAddress(String text) {
        return text.startsWith("https://") || text.startsWith("http://");
    }

    @Override
    public Optional<byte[]> read(String path, int maxBytes) {
        URI uri = address(path);
        try {
            HttpResponse<InputStream> answer = client.send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return switch (answer.statusCode()) {
                    case 200 -> Optional.of(bounded(body, uri, maxBytes));
                    case 404 -> Optional.empty();
                    default -> throw new CannotRead(uri + " answered " + answer.statusCode() + ".");
                };
            }
        } catch (IOException e) {
            throw new CannotRead(uri + " cannot be reached.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRead(uri + " was not read: interrupted.", e);
        }
    }

    private URI address(String path) {
        try {
            return URI.create(prefix + path);
        } catch (IllegalArgumentException e) {
            throw new CannotRead(prefix + " is not an address.", e);
        }
    }

    private static byte[] bounded(InputStream body, URI uri, int maxBytes) throws IOException {
        byte[] content = body.readNBytes(maxBytes + 1);
        if (content.length > maxBytes) {
            throw new CannotRead(uri + " is larger than " + maxBytes + " bytes.");
        }
        return content;
    }

    @Override
    public void close() {
        client.close();
    }
}
