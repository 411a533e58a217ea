package org.amana.node.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.amana.core.json.StrictJson;
import org.amana.core.key.OwnerOnlyFiles;
import tools.jackson.databind.node.ObjectNode;

/** Brings the invented people into the registers of the authorities, by the import that a real office would use. */
public final class DemoPeople {
    private static final int MAX_ANSWER_BYTES = 1_048_576;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private final HttpClient http;
    private final URI issuer;
    private final Path firstLogin;

    private DemoPeople(HttpClient http, URI issuer, Path firstLogin) {
        this.http = http;
        this.issuer = issuer;
        this.firstLogin = firstLogin;
    }

    /**
     * Imports once per data folder. The import is idempotent, so a node that was killed in between starts it again.
     *
     * @param data the node's folder; {@code demo-people} in it says that the import is done
     * @param trust whose word counts for the issuer's TLS
     */
    public static void importInto(URI issuer, Path data, Clock clock, SSLContext trust) {
        Path done = data.resolve("demo-people");
        if (Files.exists(done)) {
            return;
        }
        try (HttpClient http = HttpClient.newBuilder().sslContext(trust).build()) {
            var people = new DemoPeople(http, issuer, data.resolve("first-login.txt"));
            var today = LocalDate.now(clock);
            var rows = new DemoRows(today);
            people.importInto("labour-office", rows.labourOffice());
            people.importInto("recognition-office", rows.recognitionOffice());
            var wards = new DemoWards(today);
            people.importWhereServed("asylum-authority", wards.asylumAuthority());
            people.importWhereServed("juvenile-court", wards.juvenileCourt());
        }
        OwnerOnlyFiles.write(done, (DemoRows.PEOPLE + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Not every node of a demo has these two. */
    private void importWhereServed(String authority, String csv) {
        if (account(authority).isPresent()) {
            importInto(authority, csv);
        }
    }

    private void importInto(String authority, String csv) {
        String imports = issuer + "/" + authority + "/desk/api/imports";
        String basic = staff(authority);
        ObjectNode begun = send(HttpRequest.newBuilder(URI.create(imports + "?dry_run=false"))
                .header("Content-Type", "text/csv; charset=utf-8")
                .header("Authorization", basic)
                .POST(BodyPublishers.ofString(csv)));
        URI progress = URI.create(imports + "/" + begun.path("import_id").asString(""));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            ObjectNode state = send(HttpRequest.newBuilder(progress).header("Authorization", basic));
            String word = state.path("state").asString("");
            if (!word.equals("RUNNING")) {
                if (!word.equals("DONE") || state.path("refused").asInt(-1) != 0) {
                    throw new IllegalStateException("the demo register was not accepted: " + state);
                }
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new IllegalStateException("the demo register was not imported in time");
    }

    private ObjectNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("the issuer answered " + answer.statusCode() + " to the demo register: "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return StrictJson.parseObject(answer.body(), MAX_ANSWER_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String staff(String tenant) {
        String line = account(tenant)
                .orElseThrow(() -> new IllegalStateException("no account of " + tenant + " in " + firstLogin));
        String[] words = line.split(" ", 4);
        return "Basic " + Base64.getEncoder()
                .encodeToString((words[2] + ":" + words[3].strip()).getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> account(String tenant) {
        try {
            return Files.readAllLines(firstLogin)
                    .stream()
                    .filter(account -> account.startsWith("issuer-service " + tenant + " "))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
