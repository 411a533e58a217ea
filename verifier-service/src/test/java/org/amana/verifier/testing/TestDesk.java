package org.amana.verifier.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.node.ObjectNode;

/** A member of staff at the desk API. */
public final class TestDesk {
    public static final String QUESTION = """
            {"intended_use":"check-right-to-work","job":"Baker, night shift","occupation":"http://data.europa.eu/esco/isco/C7512",
             "sector":"C10.71","hours_per_week":20,"start_date":"2026-12-01"}""";
    private final HttpClient http = HttpClient.newHttpClient();
    private final String baseUrl;
    private final String organisation;
    private final String authorization;

    public TestDesk(TestWorld world, String organisation, String username) throws Exception {
        this.baseUrl = world.baseUrl;
        this.organisation = organisation;
        this.authorization = "Basic " + Base64.getEncoder()
                .encodeToString((username + ":" + world.password(username)).getBytes(StandardCharsets.UTF_8));
    }

    /** A check as begun: {@code check_id}, {@code request}, {@code wallet_link}. */
    public ObjectNode begin() throws Exception {
        return json(post("checks", QUESTION), 201);
    }

    public ObjectNode beginDiploma() throws Exception {
        return json(post("diplomas", "{\"intended_use\":\"keep-diploma-on-file\"}"), 201);
    }

    public ObjectNode state(ObjectNode begun) throws Exception {
        return json(get("checks/" + begun.get("check_id").asString()), 200);
    }

    public ObjectNode match(ObjectNode begun, boolean same) throws Exception {
        return json(post("checks/" + begun.get("check_id").asString() + "/match", "{\"same_person\":" + same + "}"),
                200);
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(builder(organisation, path).build());
    }

    public byte[] getBytes(String path) throws Exception {
        return http.send(builder(organisation, path).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    public HttpResponse<String> post(String path, String body) throws Exception {
        return postTo(organisation, path, body);
    }

    /** Tries the desk of another organisation. */
    public HttpResponse<String> postTo(String other, String path, String body) throws Exception {
        return send(builder(other, path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<String> getFrom(String other, String path) throws Exception {
        return send(builder(other, path).build());
    }

    private HttpRequest.Builder builder(String tenant, String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + "/" + tenant + "/desk/api/" + path))
                .header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static ObjectNode json(HttpResponse<String> response, int status) {
        if (response.statusCode() != status)
            throw new AssertionError("HTTP " + response.statusCode() + ": " + response.body());
        return StrictJson.parseObject(response.body(), 256 * 1024);
    }
}
