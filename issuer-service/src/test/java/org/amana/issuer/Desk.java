package org.amana.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.amana.core.http.HttpAnswer;
import org.amana.core.json.StrictJson;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A clerk at the JSON desk of one authority. */
final class Desk {
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private final Http http = new Http();
    private final String baseUrl;
    private final String authority;
    private final String authorization;

    Desk(String baseUrl, Path firstLogin, String authority, String clerk) {
        this.baseUrl = baseUrl;
        this.authority = authority;
        this.authorization = "Basic " + Base64.getEncoder()
                .encodeToString((clerk + ":" + password(firstLogin, clerk)).getBytes(StandardCharsets.UTF_8));
    }

    /** The same clerk at another authority's desk. */
    Desk at(String otherAuthority) {
        return new Desk(baseUrl, otherAuthority, authorization);
    }

    private Desk(String baseUrl, String authority, String authorization) {
        this.baseUrl = baseUrl;
        this.authority = authority;
        this.authorization = authorization;
    }

    /** The header that signs this clerk in. */
    String authorization() {
        return authorization;
    }

    HttpAnswer get(String path) {
        return http.get(URI.create(baseUrl + "/" + authority + "/desk/api/" + path), "Authorization", authorization);
    }

    /** A page of any authority, as this clerk. */
    HttpAnswer page(String path) {
        return http.get(URI.create(baseUrl + path), "Authorization", authorization);
    }

    HttpAnswer post(String path, String contentType, byte[] body) {
        return http.post(URI.create(baseUrl + "/" + authority + "/desk/api/" + path),
                List.of("Authorization", authorization), contentType, body);
    }

    HttpAnswer post(String path, ObjectNode body) {
        return post(path, "application/json", StrictJson.write(body).getBytes(StandardCharsets.UTF_8));
    }

    /** Imports a file of the test resources and waits for its end. */
    JsonNode importFile(String resource, boolean dryRun) {
        return importCsv(resource(resource), dryRun);
    }

    JsonNode importCsv(byte[] csv, boolean dryRun) {
        String id = post("imports?dry_run=" + dryRun, "text/csv", csv).json().get("import_id").stringValue();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> get("imports/" + id).json(),
                        progress -> !progress.get("state").stringValue().equals("RUNNING"));
    }

    /** Our id of the person with that register number. */
    String person(String registerNumber) {
        return get("people?q=" + registerNumber).json().get("people").get(0).get("id").stringValue();
    }

    ObjectNode offer(String person, String configuration) {
        HttpAnswer answer = post("people/" + person + "/offers",
                StrictJson.object().put("credential_configuration_id", configuration).put("delivery", "screen"));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.json();
    }

    JsonNode credentials(String person) {
        return StrictJson.parse(get("people/" + person + "/credentials").body(), MAX_BYTES);
    }

    HttpAnswer change(String credential, String change, String reason) {
        return post("credentials/" + credential + "/" + change, StrictJson.object().put("reason", reason));
    }

    static byte[] resource(String name) {
        try (var in = Desk.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no test resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String password(Path firstLogin, String clerk) {
        try {
            return Files.readAllLines(firstLogin)
                    .stream()
                    .filter(line -> line.contains(" " + clerk + " "))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
