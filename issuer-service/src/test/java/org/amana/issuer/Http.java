package org.amana.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;

/** Plain HTTP for tests; sends what it is told, also what no client should send. */
final class Http implements HttpPeer {
    private static final Set<String> SET_BY_CLIENT = Set.of("content-length", "host");
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public HttpAnswer exchange(HttpQuestion question) {
        HttpRequest.Builder request = HttpRequest.newBuilder(question.uri()).timeout(question.timeout());
        question.headers().forEach((name, value) -> {
            if (!SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, value);
            }
        });
        return send(request.method(question.method(), BodyPublishers.ofByteArray(question.body())));
    }

    HttpAnswer post(URI uri, List<String> headers, String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Content-Type", contentType);
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return send(request.POST(BodyPublishers.ofByteArray(body)));
    }

    HttpAnswer get(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpAnswer send(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            return new HttpAnswer(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
