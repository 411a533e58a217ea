package org.amana.node.tour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;

/** One service's published API, called as one user. */
final class JsonApi {
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final Duration TIME_OUT = Duration.ofSeconds(30);
    private final HttpClient http;
    private final String base;
    private final String authorization;

    private JsonApi(HttpClient http, String base, String authorization) {
        this.http = http;
        this.base = base;
        this.authorization = authorization;
    }

    static JsonApi open(HttpClient http, URI base) {
        return new JsonApi(http, base.toString(), "");
    }

    JsonApi at(String path) {
        return new JsonApi(http, base + path, authorization);
    }

    JsonApi as(String newAuthorization) {
        return new JsonApi(http, base, newAuthorization);
    }

    /** GET that must answer 200 with JSON. */
    JsonNode get(String path) {
        return ask(request(path).GET().build()).require(200);
    }

    /** GET that must answer 200 with text. */
    String text(String path) {
        Reply reply = ask(request(path).GET().build());
        TourStopped.unless(reply.status() == 200, reply.toString());
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    /** POST that must answer with success. */
    JsonNode post(String path, JsonNode body) {
        Reply reply = tryPost(path, body);
        TourStopped.unless(reply.status() >= 200 && reply.status() < 300, reply.toString());
        return reply.json();
    }

    /** POST whose answer the step looks at itself. */
    Reply tryPost(String path, JsonNode body) {
        return ask(request(path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(StrictJson.write(body)))
                .build());
    }

    Reply tryGet(String path) {
        return ask(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .timeout(TIME_OUT)
                .header("Accept", "application/json, */*");
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private Reply ask(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            return new Reply(request.method() + " " + request.uri().getPath(), answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Reply(String asked, int status, byte[] body) {
        JsonNode json() {
            if (body.length == 0) {
                return StrictJson.object();
            }
            try {
                return StrictJson.parse(body, MAX_BYTES);
            } catch (ProblemException e) {
                throw new TourStopped(asked + " answered " + status + " without JSON", e);
            }
        }

        JsonNode require(int expected) {
            TourStopped.unless(status == expected, toString());
            return json();
        }

        @Override
        public String toString() {
            return asked + " answered " + status + " " + new String(body, StandardCharsets.UTF_8);
        }
    }
}
