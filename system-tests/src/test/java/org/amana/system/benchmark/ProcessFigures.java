package org.amana.system.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.crypto.KeyAgreement;
import org.amana.core.key.Algorithms;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Figures of the whole node against yardsticks of the same run: start-up, memory, processor time of
 * an OpenID4VP flow. Correctness is asserted inside: a flow that is not accepted ends the run.
 */
public final class ProcessFigures {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int COPIES = 10;
    private static final int WARM_UP_CARDS = 20;
    private static final int MEASURED_CARDS = 12;

    private final HttpClient http = HttpClient.newHttpClient();
    private final OneNode node;
    private final String token;

    private ProcessFigures(OneNode node) throws IOException, InterruptedException {
        this.node = node;
        this.token = wallet("wallets", "{\"passphrase\":\"seven quiet herons over salt\",\"keyring\":\"server\"}", "")
                .path("token")
                .asString();
    }

    /** Prints one line for each figure. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("amana-figures");
        Sample empty = emptyApplication();
        long before = System.nanoTime();
        try (OneNode node = OneNode.start(folder)) {
            Duration ready = Duration.ofNanos(System.nanoTime() - before);
            Duration startCpu = node.handle().info().totalCpuDuration().orElseThrow();
            ProcessFigures figures = new ProcessFigures(node);
            figures.flows(WARM_UP_CARDS);
            Duration spent = figures.flows(MEASURED_CARDS);
            int flows = MEASURED_CARDS * (COPIES - 1);
            double perFlow = millis(spent) / flows;
            double yardstick = rawFlowMillis();
            long memory = residentKilobytes(node.handle().pid());
            System.out.printf(Locale.ROOT,
                    "start-up CPU of the node with 500 people imported: %.0f ms, empty application %.0f ms, ratio %.1f (four services: %.2f for each); ready after %.1f s%n",
                    millis(startCpu), millis(empty.cpu()), millis(startCpu) / millis(empty.cpu()),
                    millis(startCpu) / millis(empty.cpu()) / 4, millis(ready) / 1000);
            System.out.printf(Locale.ROOT,
                    "memory of the node after %d flows: %d MB, empty application %d MB, ratio %.1f (%.2f for each service)%n",
                    flows, memory / 1024, empty.residentKilobytes() / 1024, memory / (double) empty.residentKilobytes(),
                    memory / 4.0 / empty.residentKilobytes());
            System.out.printf(Locale.ROOT,
                    "OID4VP flow, CPU of verifier, wallet and ledger together: %.2f ms, raw operations %.2f ms, ratio %.1f (%d flows)%n",
                    perFlow, yardstick, perFlow / yardstick, flows);
        }
    }

    /**
     * Issues so many cards and shows all copies but the last of each.
     *
     * @return processor time of the node from reading a request to the verifier's acceptance; issuing and asking at
     *         the desk (whose password check is slow on purpose) stay outside
     */
    private Duration flows(int cards) throws IOException, InterruptedException {
        DeskApi office = new DeskApi(node.issuer(), node.staff("labour-office"));
        DeskApi employer = new DeskApi(node.verifier(), node.staff("harbour-bakery"));
        Duration spent = Duration.ZERO;
        for (int card = 0; card < cards; card++) {
            JsonNode offer = office.post("people/" + office.person("L-0001") + "/offers",
                    "{\"credential_configuration_id\":\"right-to-work\",\"delivery\":\"screen\"}");
            JsonNode screen = wallet("offers", JSON.writeValueAsString(
                    JSON.createObjectNode().put("offer", offer.path("credential_offer").asString())), token);
            JsonNode accepted = wallet("issuances/" + screen.path("issuance_id").asString() + "/accept",
                    "{\"tx_code\":\"" + offer.path("tx_code").asString() + "\"}", token);
            List<String> requests = new ArrayList<>();
            for (int copy = 1; copy < COPIES; copy++) {
                requests.add(employer.post("checks",
                        """
                                {"intended_use":"check-right-to-work","job":"Baker","hours_per_week":20,"start_date":"2026-12-01"}""")
                        .path("request")
                        .asString());
            }
            Duration from = cpu();
            for (String request : requests) {
                flow(request);
            }
            spent = spent.plus(cpu().minus(from));
            delete(accepted.at("/credentials/0/id").asString());
        }
        return spent;
    }

    private Duration cpu() {
        return node.handle().info().totalCpuDuration().orElseThrow();
    }

    private void flow(String request) throws IOException, InterruptedException {
        JsonNode screen = wallet("requests", JSON.writeValueAsString(JSON.createObjectNode().put("request", request)),
                token);
        JsonNode shared = wallet("requests/" + screen.path("request_id").asString() + "/approve",
                "{\"option\":0,\"accept\":[]}", token);
        if (!shared.path("shared").asBoolean(false)) {
            throw new IllegalStateException("not shared: " + shared);
        }
    }

    private JsonNode wallet(String path, String json, String bearer) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.wallet() + "/api/v1/" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return send(bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer));
    }

    private void delete(String card) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(node.wallet() + "/api/v1/credentials/" + card))
                .DELETE()
                .header("Authorization", "Bearer " + token));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }

    private record Sample(Duration cpu, long residentKilobytes) {}

    private static Sample emptyApplication() throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-cp", System.getProperty("java.class.path"), EmptyApplication.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null && !line.equals("ready")) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the empty application did not start");
            }
            return new Sample(process.toHandle().info().totalCpuDuration().orElseThrow(),
                    residentKilobytes(process.pid()));
        } finally {
            process.destroyForcibly();
        }
    }

    private static long residentKilobytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Client CPU of what a flow cannot do without: 2 verifications, 1 signature, 1 key agreement, 3 durable commits. */
    private static double rawFlowMillis() throws IOException, SQLException, GeneralSecurityException {
        KeyPair pair = Algorithms.generate();
        ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
        byte[] bytes = new byte[900];
        byte[] signature = Algorithms.sign(pair.getPrivate(), bytes);
        try (EmbeddedPostgres database = EmbeddedPostgres.builder().start();
                Connection connection = database.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute("create table row (id bigserial primary key, content bytea)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("insert into row (content) values (?)")) {
                rounds(1_000, publicKey, pair, bytes, signature, connection, insert);
                int rounds = 1_000;
                long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                rounds(rounds, publicKey, pair, bytes, signature, connection, insert);
                return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from) / 1e6 / rounds;
            }
        }
    }

    private static void rounds(int count, ECPublicKey publicKey, KeyPair pair, byte[] bytes, byte[] signature,
                               Connection connection, PreparedStatement insert)
            throws SQLException, GeneralSecurityException {
        for (int i = 0; i < count; i++) {
            boolean credential = Algorithms.verify(publicKey, bytes, signature);
            boolean binding = Algorithms.verify(publicKey, bytes, signature);
            if (!credential || !binding) {
                throw new IllegalStateException("signature does not hold");
            }
            Algorithms.sign(pair.getPrivate(), bytes);
            KeyAgreement agreement = Algorithms.provider().isPresent()
                    ? KeyAgreement.getInstance("ECDH", Algorithms.provider().get())
                    : KeyAgreement.getInstance("ECDH");
            agreement.init(pair.getPrivate());
            agreement.doPhase(publicKey, true);
            agreement.generateSecret();
            for (int commit = 0; commit < 3; commit++) {
                insert.setBytes(1, bytes);
                insert.executeUpdate();
                connection.commit();
            }
        }
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
