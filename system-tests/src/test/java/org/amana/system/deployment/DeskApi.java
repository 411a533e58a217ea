package org.amana.system.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A staff member's program: the published desk API of one authority or organisation, with HTTP Basic. */
public final class DeskApi {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final StaffAccount account;

    /** The desk below {@code service/tenant/desk/api}. */
    public DeskApi(URI service, StaffAccount account) {
        this.base = URI.create(service + "/" + account.tenant() + "/desk/api/");
        this.account = account;
    }

    /** Body of a 2xx answer; anything else fails the test with the answer's own words. */
    public JsonNode get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /** As {@link #get}, for POST with a JSON body. */
    public JsonNode post(String path, String json) {
        return post(path, "application/json", json);
    }

    /** As {@link #get}, for POST with a body of another type. */
    public JsonNode post(String path, String contentType, String body) {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(
                    request.header("Authorization", account.basic()).timeout(Duration.ofSeconds(30)).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Id of the first person the search finds. */
    public String person(String query) {
        return get("people?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).at("/people/0/id").asString();
    }
}
