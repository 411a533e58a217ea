package org.amana.system.deployment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The few parties and people that {@link FourServices} begin with. */
final class SmallRegister {

    private SmallRegister() {}

    /** Parties and intended uses, whose services have these addresses. */
    static String parties(URI issuer, URI verifier) throws IOException {
        return resource("register.json").replace("{issuer}", issuer.toString())
                .replace("{verifier}", verifier.toString());
    }

    /** Brings the people of an authority into its register, and waits until they are there. */
    static void bring(FourServices services, String authority) throws IOException {
        URI imports = URI.create(services.issuer() + "/" + authority + "/desk/api/imports?dry_run=false");
        DeskApi desk = new DeskApi(services.issuer(), services.staff(authority));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(imports)
                            .header("Content-Type", "text/csv; charset=utf-8")
                            .header("Authorization", services.staff(authority).basic())
                            .POST(HttpRequest.BodyPublishers.ofString(resource(authority + ".csv")))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 202) {
                throw new IllegalStateException("import answered " + answer.statusCode() + ": " + answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Await.until("the register of " + authority, () -> !desk.get("people?q=").path("people").isEmpty());
    }

    private static String resource(String name) throws IOException {
        try (var stream = SmallRegister.class.getResourceAsStream("/four-services/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
